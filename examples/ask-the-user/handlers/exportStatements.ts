/**
 * Prints the statements of users as JSON Lines, for `cognito-feedback review --statements`:
 * `node handlers/exportStatements.ts "$(pulumi stack output statementsTable)" > statements.jsonl`
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Statements } from "./statements.ts";

const [table] = process.argv.slice(2);
if (table === undefined) {
	console.error("The name of the table is missing. Run: node handlers/exportStatements.ts TABLE");
	process.exit(2);
}
const statements = new Statements(DynamoDBDocumentClient.from(new DynamoDBClient({})), table);
for await (const statement of statements.all()) console.log(JSON.stringify(statement));
