import camelCase from 'lodash/camelCase';
import { toLabel } from '../shared/editor/labels';

import type { Operation, ParameterSpec } from '../shared/catalogue/types';
import { getQueryReference, type Reference } from './references';

/** Name of the collection with the optional query parameters of an action that has no body. */
export const ADDITIONAL_PARAMETERS = 'additionalParameters';

/** Returns whether an operation has query or header parameters, but no body. */
export const hasQueryOnly = ({ body, parameters }: Operation): boolean =>
	body === undefined && parameters.some(({ in: place }) => place !== 'path');

/** Returns the query and header parameters of an operation. */
export const getQueryParameters = ({ parameters }: Operation): ParameterSpec[] =>
	parameters.filter(({ in: place }) => place !== 'path');

/** Returns the name of the node parameter for a required parameter, or of the option for an optional one. */
export const getQueryParameterName = ({ name, required }: ParameterSpec): string =>
	required ? `${camelCase(name)}Parameter` : camelCase(name);

/** Returns the picker of a query parameter that takes IDs of other objects. */
export const findQueryReference = (parameter: ParameterSpec): Reference | undefined =>
	getQueryReference(parameter, getQueryParameterName(parameter));

export const getQueryParameterLabel = (parameter: ParameterSpec): string =>
	findQueryReference(parameter)?.label ?? toLabel(parameter.name);
