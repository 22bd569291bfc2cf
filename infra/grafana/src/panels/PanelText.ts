/** What every panel says about itself. */
export interface PanelText {
  readonly title: string;
  /** What the panel tells, and how it is computed where that is not plain. */
  readonly tells: string;
  /** What to do when it looks bad. */
  readonly act: string;
}

/** The description that Grafana shows at the corner of a panel, as Markdown. */
export function description({ tells, act }: PanelText): string {
  return `${tells}\n\n**What to do:** ${act}`;
}
