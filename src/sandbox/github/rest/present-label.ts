import { fullName, type Platform } from '../platform.ts';
import type { Label } from '../state/world.ts';

export function presentLabel(platform: Platform, label: Label) {
  const name = encodeURIComponent(label.name);
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${platform.urls.api}/repos/${fullName(label.repository)}/labels/${name}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description ?? null,
  };
}
