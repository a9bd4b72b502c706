@echo off
rem Pulumi's engine starts this program on Windows.
setlocal
set "node="
for %%n in (node.cmd node.exe) do if not "%%~$PATH:n"=="" set "node=%%~$PATH:n"
if not defined node echo:>&2& echo pulumi-cognito-feedback requires Node.js 22 or newer, but node is not on PATH. Install it from https://nodejs.org, or put it on PATH.>&2& exit /b 1
"%node%" "%~dp0bin\pulumi-resource-cognito-feedback" %*
