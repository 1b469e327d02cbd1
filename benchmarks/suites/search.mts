import type { Measurement } from '../measurement.mts';
import { millionDocuments } from './search/searchToFile.mts';
import { pageSizes } from './search/pageSizes.mts';
import { wholeSearches } from './search/searchAll.mts';

/** Searches, as tables of their own under one name. */
export const search: Measurement[] = [wholeSearches, millionDocuments, pageSizes];
