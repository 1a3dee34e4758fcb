import { drawMail } from './draw-mail.ts';
import type { Draw } from './draw.ts';
import type { Kind, Role } from './kind.ts';
import { kinds } from './kinds.ts';
import type { WorldPlan } from './world.ts';

const GROUPS = [...new Set(kinds.map(({ group }) => group))];

/** These stand in the way of everything else, so they come seldom. */
const OVERWHELMING = new Set(['everything refused until ID', 'SELECT and EXAMINE refused until ID']);

/** Draws an account, and two servers with one to four quirks between them. */
export function drawWorld(draw: Draw): WorldPlan {
  const drawn: Record<Role, Kind[]> = { source: [], destination: [] };
  for (let left = draw.between(1, 4); left > 0;) {
    const role: Role = draw.chance(0.6) ? 'source' : 'destination';
    const group = draw.pick(GROUPS);
    const possible = kinds.filter((kind) => kind.group === group && kind.roles.includes(role));
    if (possible.length === 0 || drawn[role].some((kind) => kind.group === group)) continue;
    const kind = draw.pick(possible);
    if (OVERWHELMING.has(kind.id) && !draw.chance(0.3)) continue;
    drawn[role].push(kind);
    left -= 1;
  }
  return {
    draw,
    ...drawMail(draw),
    kinds: drawn,
    affected: [1, 4],
    capabilities: { source: drawCapabilities(draw), destination: drawCapabilities(draw) },
  };
}

function drawCapabilities(draw: Draw): readonly string[] {
  return [
    ...(draw.chance(0.8) ? ['LITERAL+'] : []),
    ...(draw.chance(0.7) ? ['UIDPLUS'] : []),
    ...(draw.chance(0.6) ? ['MULTIAPPEND'] : []),
    ...(draw.chance(0.5) ? ['NAMESPACE'] : []),
    ...(draw.chance(0.4) ? ['LIST-EXTENDED', 'SPECIAL-USE'] : []),
    ...(draw.chance(0.3) ? ['LIST-EXTENDED', 'LIST-STATUS'] : []),
    ...(draw.chance(0.3) ? ['ID'] : []),
  ];
}
