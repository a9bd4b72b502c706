@echo off
node "%~dp0pulumi-resource-cognito-feedback" %*
