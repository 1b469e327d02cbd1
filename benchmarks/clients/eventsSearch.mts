/** What each subject searches for: all events, in an order that one document can be read on from. */
export const EVENTS_SEARCH = { indices: ['events'], query: { query: '*' }, sort: ['id'] };
