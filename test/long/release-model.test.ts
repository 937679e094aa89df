import { describe } from 'vitest';
import { testReleases } from '../core/model/test-releases.ts';

describe('a release', () => testReleases(3_000));
