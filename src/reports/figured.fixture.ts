import type { Figure } from '../core/figure.ts';
import { FIGURES } from '../core/figures/figures.fixture.ts';
import { comparedDossier } from '../dossier/compared.fixture.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** A study with a figure of each kind, and no table that holds their numbers. */
export const figuredDossier = (figures: readonly Figure[] = FIGURES): Dossier =>
  comparedDossier('sleeper', [], { figures });
