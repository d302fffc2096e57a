import { diffusion2025 } from './diffusion-2025.ts';
import { hbm2024 } from './hbm-2024.ts';
import { january2026 } from './january-2026.ts';
import { october2022 } from './october-2022.ts';
import { october2023 } from './october-2023.ts';
import type { Rule } from './rule.ts';
import { tariff2026 } from './tariff-2026.ts';

/** The rules on chips, in the order of their days. */
export const RULES: readonly Rule[] = [october2022, october2023, hbm2024, diffusion2025, tariff2026, january2026];
