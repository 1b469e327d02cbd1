const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] as string);

interface ConsentView {
	tenantName: string;
	clientName: string;
	userName: string;
	scopes: string[];
	ticket: string;
}

/** Returns the page on which a user approves or denies a client. */
export function renderConsentPage(view: ConsentView): string {
	const scopes = view.scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Allow access – ${escape(view.tenantName)}</title>
<style>
	body { font: 16px/1.5 system-ui, sans-serif; background: #eef2f7; color: #1b2733; margin: 0; }
	main { max-width: 26rem; margin: 12vh auto; background: #fff; padding: 2rem; border-radius: 12px;
		box-shadow: 0 8px 30px rgb(27 39 51 / 12%); }
	h1 { font-size: 1.25rem; margin: 0 0 1rem; }
	ul { background: #f5f7fa; border-radius: 8px; padding: .75rem 1rem .75rem 2rem; }
	small { color: #5a6b7b; }
	button { font: inherit; padding: .6rem 1.4rem; border-radius: 8px; border: 1px solid #0a5fb4;
		background: #fff; color: #0a5fb4; cursor: pointer; }
	button[value=allow] { background: #0a5fb4; color: #fff; }
	form { display: flex; gap: .75rem; margin: 1.5rem 0 1rem; }
</style>
</head>
<body>
<main>
	<h1><strong>${escape(view.clientName)}</strong> asks for access to ${escape(view.tenantName)}</h1>
	<p>You are signed in as <strong>${escape(view.userName)}</strong>. It would be able to use:</p>
	<ul>${scopes}</ul>
	<form method="post" action="/oauth/authorize">
		<input type="hidden" name="ticket" value="${escape(view.ticket)}">
		<button name="decision" value="allow">Allow</button>
		<button name="decision" value="deny">Deny</button>
	</form>
	<small>Simulated tenant, for development only.</small>
</main>
</body>
</html>
`;
}
