import {
	getOperationById,
	listOperations,
} from '../../../../../nodes/shared/catalogue/operations.ts';
import { isSelector } from '../../../../../nodes/shared/catalogue/buildRequest/selectors.ts';
import {
	DESCRIPTIVE_FIELDS,
	SELECTOR_FIELDS,
} from '../../../../../nodes/shared/catalogue/buildRequest/selectorExceptions.ts';

const selects = (id: string, field: string) => isSelector(getOperationById(id)!, field);

test('each exception is an existing field that the rule classifies differently', () => {
	for (const [list, isSelecting] of [
		[SELECTOR_FIELDS, true],
		[DESCRIPTIVE_FIELDS, false],
	] as const) {
		for (const [id, fields] of Object.entries(list)) {
			const operation = getOperationById(id)!;
			expect([id, operation?.id]).toEqual([id, id]);
			for (const name of Object.keys(fields)) {
				const names = operation.body!.fields.map((field) => field.name);
				expect([id, names]).toEqual([id, expect.arrayContaining([name])]);
				expect([id, name, selects(id, name)]).toEqual([id, name, isSelecting]);
				const byRule = isSelector({ ...operation, id: ruleOnly(id) }, name);
				expect([id, name, byRule]).toEqual([id, name, !isSelecting]);
			}
		}
	}
});

/** An ID that begins alike, and is on no list. */
const ruleOnly = (id: string) => `${id}X`;

test.each([
	['createAccessRequestV1', 'requestType'],
	['createAccessRequestV1', 'requestedFor'],
	['completeCampaignV1', 'autoCompleteAction'],
	['createCampaignV1', 'searchCampaignInfo'],
	['createSubscriptionV1', 'filter'],
	['deleteAccessProfilesInBulkV1', 'accessProfileIds'],
	['disableAccountsForIdentitiesV1', 'identityIds'],
	['moveV1', 'certificationIds'],
	['cancelApprovalV1', 'approvalIds'],
	['updateEntitlementsInBulkV1', 'entitlementIds'],
	['deleteWorkgroupMembersV1', 'id'],
])('the targets of %s are selected by %s', (id, field) => expect(selects(id, field)).toBe(true));

test.each([
	['createAccountV1', 'attributes'],
	['approveBulkAccessRequestV1', 'comment'],
	['createRoleV1', 'membership'],
])('the targets of %s do not depend on %s', (id, field) => expect(selects(id, field)).toBe(false));

test('each ID in the body of a bulk operation is a selector', () => {
	const isBulk = ({ id }: { id: string }) => /bulk|deletes?[A-Z].*s(InBulk)?V1$/i.test(id);
	const missed = listOperations()
		.filter((operation) => isBulk(operation) && !operation.id.startsWith('create'))
		.flatMap((operation) =>
			(operation.body?.kind === 'jsonPatch' ? [] : (operation.body?.fields ?? []))
				.filter(({ name }) => /ids?$/i.test(name) && !isSelector(operation, name))
				.map(({ name }) => `${operation.id}.${name}`),
		);
	expect(missed).toEqual([]);
});
