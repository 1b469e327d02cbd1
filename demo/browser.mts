import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { owner } from '../tools/n8n/n8nSession.mts';

/** A headless browser with a user who is signed in to the editor. */
export type EditorBrowser = { page: Page; close: () => Promise<void> };

const TIMEOUT_MS = 40_000;

/** Starts Chromium and signs in to a running n8n as a user would. */
export async function openBrowser(url: string): Promise<EditorBrowser> {
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const page = await browser.newPage();
	page.setDefaultTimeout(TIMEOUT_MS);
	// The editor asks for fonts and news elsewhere; nothing leaves this machine.
	await page.route(
		({ hostname }) => hostname !== '127.0.0.1',
		(route) => route.abort(),
	);
	await signInByForm(page, url);
	return { page, close: async () => await browser.close() };
}

async function signInByForm(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page
		.locator('input[type="email"], input[name="emailOrLdapLoginId"]')
		.first()
		.fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
}
