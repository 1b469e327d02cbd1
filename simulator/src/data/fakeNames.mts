import { Faker, en } from '@faker-js/faker';

/** Lists of names to build records from. */
export interface FakeNames {
	firstNames: string[];
	lastNames: string[];
	departments: string[];
	jobTitles: string[];
	cities: string[];
	groups: string[];
}

// Created once: a seeded faker for every record would take longer than the rest of a response.
/** Creates the lists for a seed. */
export function createFakeNames(seed: number): FakeNames {
	const faker = new Faker({ locale: en, seed });
	const list = (count: number, make: () => string) => faker.helpers.uniqueArray(make, count);
	return {
		firstNames: list(120, () => faker.person.firstName()),
		lastNames: list(200, () => faker.person.lastName()),
		departments: list(12, () => faker.commerce.department()),
		jobTitles: list(40, () => faker.person.jobTitle()),
		cities: list(30, () => faker.location.city()),
		groups: list(60, () => `${faker.word.adjective()} ${faker.word.noun()}`),
	};
}
