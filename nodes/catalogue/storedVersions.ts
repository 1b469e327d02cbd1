/** Versions that stand before the service in a path. All end in the first quarter of 2029. */
export const LEGACY_API_VERSIONS = ['v2026', 'v2025', 'v2024', 'v3', 'beta'] as const;
export type LegacyApiVersion = (typeof LEGACY_API_VERSIONS)[number];

/** Where the legacy versions differ from the catalogue. */
export interface StoredVersions {
	/** IDs of the operations that some versions lack, by the versions that have them, with spaces between. */
	existence: Record<string, string[]>;
	/** IDs of the operations that are experimental in the version and not in the catalogue, or the other way round. */
	experimentalDiffers: Partial<Record<LegacyApiVersion, string[]>>;
	/**
	 * Lists that page by offset in the version and otherwise, or not at all, today: by ID, the largest `limit` there.
	 * A list that comes as a whole in the version alone isn't named: asked by offset, it comes as a whole too.
	 */
	offsetPages: Partial<Record<LegacyApiVersion, Record<string, number>>>;
	/** Calls of the versions that nothing in the catalogue corresponds to, as method and path, with the versions. */
	gone: Record<string, string>;
}
