@echo off
rem Starts sonde. Finds Java in SONDE_JAVA_HOME, then JAVA_HOME, then on the PATH. SONDE_JAVA_OPTS goes to the JVM.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java.exe"
if not "%JAVA_HOME%"=="" if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not "%SONDE_JAVA_HOME%"=="" if exist "%SONDE_JAVA_HOME%\bin\java.exe" set "JAVA=%SONDE_JAVA_HOME%\bin\java.exe"
"%JAVA%" --version >nul 2>nul
if errorlevel 1 (
    echo sonde: no Java 17 or newer found. Install one and set JAVA_HOME or SONDE_JAVA_HOME to its folder. 1>&2
    exit /b 3
)
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss4m -Djava.awt.headless=true -Dfile.encoding=UTF-8 %SONDE_JAVA_OPTS% "-Dsonde.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*" dev.sonde.kernel.cli.Sonde %*
exit /b %errorlevel%
