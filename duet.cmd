@echo off
rem Starts the duet tool of this checkout: the same as the script "duet", for Windows.
rem Finds a JDK 25 or newer, builds the tool when it has not been built yet or when its sources
rem are newer than the build, then starts it.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "DIST=%ROOT%\target\duet"
set "JDK="

call :try "%DUET_JAVA_HOME%"
call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*") do call :try "%%~d"
for /d %%d in ("%USERPROFILE%\scoop\apps\*") do call :try "%%~d\current"
if not defined JDK goto nojdk

if "%~1"=="--print-java-home" (
    echo %JDK%
    exit /b 0
)
rem Only the tool may read what comes in: as a plugin of protoc, that is the request.
if not exist "%DIST%\start.args" goto build
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:DIST\start.args).LastWriteTimeUtc; $newer = 'runtime', 'compiler', 'cli', 'maven-plugin' | ForEach-Object { Get-ChildItem -Recurse -LiteralPath (Join-Path $env:ROOT ($_ + '\src\main')); Get-Item -LiteralPath (Join-Path $env:ROOT ($_ + '\pom.xml')) } | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1; if ($newer) { exit 1 }" <nul
if errorlevel 1 goto build

:start
set "MAIN=dev.duet.cli.Main"
if "%~1"=="--protoc-plugin" set "MAIN=dev.duet.compiler.ProtocPlugin"
"%JDK%\bin\java" @"%DIST%\start.args" "-Dduet.home=%ROOT%" %MAIN% %*
exit /b %ERRORLEVEL%

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo duet: Maven 3.8 or newer is needed to build the tool, and there is no mvn on the PATH. 1>&2
    exit /b 3
)
echo duet: building the tool, and installing it for packages that Maven builds ... 1>&2
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
set "JAVA25_HOME=%JDK%"
if not defined JAVA_HOME set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvn -q -B -ntp install -Dmaven.test.skip=true -Dformat.skip=true -pl cli,maven-plugin -am <nul > "%ROOT%\target\duet-build.log" 2>&1
if errorlevel 1 (
    popd
    findstr /b /c:"[ERROR]" "%ROOT%\target\duet-build.log" 1>&2
    echo duet: the tool could not be built; all of Maven's output is in %ROOT%\target\duet-build.log 1>&2
    exit /b 3
)
popd
if exist "%DIST%" rmdir /s /q "%DIST%"
mkdir "%DIST%\lib"
copy /y "%ROOT%\cli\target\lib\*.jar" "%DIST%\lib\" >nul
for %%j in ("%ROOT%\cli\target\duet-cli-*.jar") do copy /y "%%~j" "%DIST%\lib\duet-cli.jar" >nul
rem In an argument file a backslash escapes: paths are written with slashes.
set "SLASHED=%DIST:\=/%"
(
    echo -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr
    echo -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
    echo -cp "%SLASHED%/lib/duet-cli.jar;%SLASHED%/lib/duet-compiler.jar;%SLASHED%/lib/duet-runtime.jar;%SLASHED%/lib/picocli.jar;%SLASHED%/lib/protobuf-java.jar"
) > "%DIST%\start.args"
"%JDK%\bin\java" -XX:AOTCacheOutput="%DIST%\duet.aot" @"%DIST%\start.args" dev.duet.cli.Practice <nul > "%ROOT%\target\duet-practice.log" 2>&1
if exist "%DIST%\duet.aot" (
    echo "-XX:AOTCache=%SLASHED%/duet.aot"
    echo "-Dduet.cache=%SLASHED%/duet.aot"
) >> "%DIST%\start.args"
goto start

:nojdk
echo duet: no JDK 25 or newer found. 1>&2
echo Looked at DUET_JAVA_HOME, JAVA_HOME, the PATH, and the folders that installers use. 1>&2
echo To get one: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
echo or unpack any JDK 25 and set DUET_JAVA_HOME to its folder. 1>&2
exit /b 3

:try
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul
if not errorlevel 1 for %%p in ("%~1") do set "JDK=%%~fp"
exit /b 0
