@echo off
rem Starts sonde. Finds Java in SONDE_JAVA_HOME, then JAVA_HOME, then on the PATH. SONDE_JAVA_OPTS goes to the JVM.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java.exe"
if not "%JAVA_HOME%"=="" if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not "%SONDE_JAVA_HOME%"=="" if exist "%SONDE_JAVA_HOME%\bin\java.exe" set "JAVA=%SONDE_JAVA_HOME%\bin\java.exe"

rem The first line of -version is like: openjdk version "17.0.15" 2025-04-15, or "1.8.0_402" of old.
set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1" ^| findstr /i " version "') do if not defined VERSION set "VERSION=%%~v"
if not defined VERSION (
    echo sonde: no Java found. Install a JDK 17 or newer and set JAVA_HOME or SONDE_JAVA_HOME to its folder. 1>&2
    exit /b 3
)
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do (
    set "MAJOR=%%a"
    if "%%a"=="1" set "MAJOR=%%b"
)
if %MAJOR% LSS 17 (
    echo sonde: Java 17 or newer is needed, "%JAVA%" is Java %MAJOR%. Set SONDE_JAVA_HOME to a newer one. 1>&2
    exit /b 3
)

set "JVM=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms72m -XX:NewSize=40m -Xss4m -Djava.awt.headless=true -Dfile.encoding=UTF-8"
set "JVM=%JVM% -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
if %MAJOR% GEQ 22 set "JVM=%JVM% --enable-native-access=ALL-UNNAMED"
if %MAJOR% GEQ 23 set "JVM=%JVM% --sun-misc-unsafe-memory-access=allow"
"%JAVA%" %JVM% %SONDE_JAVA_OPTS% "-Dsonde.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*" dev.sonde.kernel.cli.Sonde %*
exit /b %errorlevel%
