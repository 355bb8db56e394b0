@echo off
rem The generator as a plugin of protoc and buf: the same as the script "protoc-gen-duet", for Windows.
call "%~dp0duet.cmd" --protoc-plugin
exit /b %ERRORLEVEL%
