import { EdgeOptionsBuilder, PanelBuilder } from '@grafana/grafana-foundation-sdk/nodegraph';
import { JAEGER } from '../dataSources.js';
import { jaegerDependencies } from '../queries/jaegerDependencies.js';
import { description, type PanelText } from './PanelText.js';

/** Services as nodes, who calls whom as edges, out of the traces in Jaeger. */
export function dependencyGraph(panel: PanelText & { width: number }): PanelBuilder {
  return new PanelBuilder()
    .title(panel.title)
    .description(description(panel))
    .datasource(JAEGER)
    .withTarget(jaegerDependencies)
    .edges(new EdgeOptionsBuilder().mainStatUnit('short'))
    .span(panel.width)
    .height(10);
}
