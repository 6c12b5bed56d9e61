// Sends the requests of a file, in order, through the contract's proxy and checks the status of each.
// A line: METHOD PATH STATUS [BODY] [> name=path.in.answer ...]; # begins a comment. {name} in a path,
// a header or a body stands for what an earlier line has kept. A body that begins with { is JSON, any
// other is a form. Usage: node ask.mjs FILE
import { readFileSync } from 'node:fs';

const base = process.env.SHOPKEEPER_CONTRACT_URL;
const kept = { invite: process.env.SHOPKEEPER_CONTRACT_INVITE };
const fill = (text) => text.replace(/\{(\w+)\}/g, (all, name) => kept[name] ?? all);
let wrong = 0;
let count = 0;

for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
	if (!line.trim() || line.startsWith('#')) continue;
	const [question, keeps = ''] = line.split(' > ');
	const [, method, path, status, body] = /^(\S+) (\S+) (\d+)(?: (.*))?$/.exec(question.trim());
	const headers = {};
	if (kept.token && path.startsWith('/v1/') && path !== '/v1/shops') headers.authorization = fill('Bearer {token}');
	if (method !== 'GET' && path.startsWith('/v1/')) headers['idempotency-key'] = `contract-${++count}`;
	if (body) headers['content-type'] = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';
	const answer = await fetch(base + fill(path), { method, headers, redirect: 'manual', body: body && fill(body) });
	const text = await answer.text();
	if (answer.status !== Number(status)) {
		wrong++;
		console.log(`${method} ${fill(path)}: ${answer.status} instead of ${status}: ${text.slice(0, 200)}`);
	}
	for (const keep of keeps.split(' ').filter(Boolean)) {
		const [name, at] = keep.split('=');
		const value = at.split('.').reduce((found, step) => found?.[step], JSON.parse(text));
		// A link leads to the supplier itself; only what follows its host goes through the proxy.
		kept[name] = String(value).replace(/^https?:\/\/[^/]*/, '');
	}
}
process.exit(wrong ? 1 : 0);
