#!/usr/bin/env node
/** The command `cognito-feedback`. */
import { runProgram } from "./terminal/run.ts";

await runProgram(process.argv.slice(2));
