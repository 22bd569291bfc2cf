import { arcLamp } from '@/art/arcLamp';
import { bench } from '@/art/bench';
import { bowl } from '@/art/bowl';
import { cactus } from '@/art/cactus';
import { diningChair } from '@/art/diningChair';
import { fig } from '@/art/fig';
import { loungeChair } from '@/art/loungeChair';
import { monstera } from '@/art/monstera';
import { mug } from '@/art/mug';
import { mushroomLamp } from '@/art/mushroomLamp';
import { paperMoon } from '@/art/paperMoon';
import { pendant } from '@/art/pendant';
import { plates } from '@/art/plates';
import { pothos } from '@/art/pothos';
import { pouf } from '@/art/pouf';
import type { Drawing } from '@/art/scene';
import { snakePlant } from '@/art/snakePlant';
import { stool } from '@/art/stool';
import { taskLamp } from '@/art/taskLamp';
import { teapot } from '@/art/teapot';
import { vase } from '@/art/vase';

/** The picture of each product, by its slug. */
export const DRAWINGS: ReadonlyMap<string, Drawing> = new Map([
  ['dune-vase', vase],
  ['tide-bowl', bowl],
  ['morning-mug', mug],
  ['harbour-teapot', teapot],
  ['orchard-plates', plates],
  ['dome-pendant', pendant],
  ['chanterelle-lamp', mushroomLamp],
  ['arc-floor-lamp', arcLamp],
  ['paper-moon', paperMoon],
  ['studio-task-lamp', taskLamp],
  ['fjord-lounge-chair', loungeChair],
  ['spindle-chair', diningChair],
  ['milking-stool', stool],
  ['hallway-bench', bench],
  ['pebble-pouf', pouf],
  ['monstera', monstera],
  ['snake-plant', snakePlant],
  ['patience-cactus', cactus],
  ['fiddle-leaf-fig', fig],
  ['trailing-pothos', pothos],
]);
