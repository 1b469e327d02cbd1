/** Fields by the ID of their operation, each with the effect of leaving it out. */
type FieldsByOperation = Record<string, Record<string, string>>;

const TEST_DATA = 'It is only test data.';
const CONTENT = 'It is the content of the object.';
const EVERY_EVENT = 'Every event of the trigger starts the workflow.';
const EVERY_SOURCE = 'Descriptions of all sources are written.';
const NOTE = 'It is a note for others.';

/** Fields that select, though their name or type doesn't show it. */
export const SELECTOR_FIELDS: FieldsByOperation = {
	closeAccessRequestV1: {
		executionStatus: 'The requests are closed as terminated.',
		completionStatus: 'The requests are closed as failed.',
	},
	completeCampaignV1: { autoCompleteAction: 'All open decisions are approved.' },
	createAccessRequestV1: { requestType: 'Access is granted, even if it was to be revoked.' },
	createAutoWriteSettingsV1: {
		includedSourceIds: EVERY_SOURCE,
		excludedSourceIds: EVERY_SOURCE,
	},
	createCampaignTemplateV1: { campaign: 'The campaigns certify more than intended.' },
	createSubscriptionV1: { filter: EVERY_EVENT },
	updateSubscriptionV1: { filter: EVERY_EVENT },
	deleteNotificationTemplatesInBulkV1: { medium: 'The templates of all media are deleted.' },
	setTagsToManyObjectsV1: { operation: 'Tags are added to the existing ones.' },
	updateAccessModelMetadataByFilterV1: { operation: 'A different change is made to all objects.' },
	updateAccessModelMetadataByIdsV1: { operation: 'A different change is made to all objects.' },
	updateAccessModelMetadataByQueryV1: { operation: 'A different change is made to all objects.' },
	updateAccessProfilesInBulkV1: { requestable: 'All profiles get the default.' },
	updateEntitlementsPotentialRoleV1: {
		exclude: 'Entitlements are removed from the exclusion list instead of added.',
	},
};

/** Fields that only describe, though their name or type looks as if they selected. */
export const DESCRIPTIVE_FIELDS: FieldsByOperation = {
	approveApprovalV1: { additionalAttributes: NOTE },
	approveApprovalInBulkV1: { additionalAttributes: NOTE },
	completeTriggerInvocationV1: { error: 'The invocation succeeds.', output: CONTENT },
	createAccessRequestV1: { clientMetadata: NOTE },
	createAccountV1: { attributes: CONTENT },
	createMachineAccountRequestV1: { environment: CONTENT, userInput: CONTENT },
	importAccountsV1: { disableOptimization: 'The aggregation skips accounts that did not change.' },
	importFormDefinitionsV1: { object: CONTENT },
	importIdentityProfilesV1: { object: CONTENT },
	makeIdentityDecisionV1: { recommendation: NOTE },
	sendStreamVerificationV1: { state: NOTE },
	startCampaignV1: { timeZone: 'Its dates are in UTC.' },
	startTestTriggerInvocationV1: { contentJson: TEST_DATA, input: TEST_DATA },
	testExternalExecuteWorkflowV1: { input: TEST_DATA },
	testWorkflowV1: { input: TEST_DATA },
};
