# shellcheck shell=sh
# Sourced by ./lintel and ./verify: finds a JDK of release 25 or newer, and Maven.

jdk_needed=25

fail() {
    printf 'lintel: %s\n' "$*" >&2
    exit 1
}

# Prints the release of the JDK in folder $1, read from its release file so that no java has to be started.
jdk_release() {
    if ! [ -x "$1/bin/java" ] || ! [ -x "$1/bin/javac" ] || ! [ -r "$1/release" ]; then return 1; fi
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*)
                line=${line#JAVA_VERSION=} line=${line#\"} line=${line%%[!0-9]*}
                [ -n "$line" ] && printf '%s\n' "$line"
                return
                ;;
        esac
    done <"$1/release"
    return 1
}

jdk_is_usable() {
    release=$(jdk_release "$1") && [ "$release" -ge "$jdk_needed" ]
}

# Prints the JDK that the java on the PATH belongs to.
jdk_on_path() {
    java=$(command -v java) || return 1
    java=$(readlink -f "$java" 2>/dev/null) || return 1
    printf '%s\n' "${java%/bin/java}"
}

# The folders operating systems and version managers keep JDKs in, as patterns separated by colons.
jdk_folders() {
    home=${HOME:-/nonexistent}
    mac="Library/Java/JavaVirtualMachines/*/Contents/Home"
    brew=libexec/openjdk.jdk/Contents/Home
    printf '%s' "/usr/lib/jvm/*:/usr/lib64/jvm/*:/usr/java/*:/usr/local/*:/opt/*:/opt/java/*:/opt/jdk/*"
    printf '%s' ":$home/.sdkman/candidates/java/*:$home/.jdks/*:$home/.local/share/mise/installs/java/*"
    printf '%s' ":$home/.asdf/installs/java/*:/$mac:$home/$mac:/opt/homebrew/opt/*/$brew:/usr/local/opt/*/$brew"
}

# Prints the oldest JDK in those folders that will do: the one closest to what is tested.
jdk_in_usual_folders() {
    found='' found_release=''
    patterns=${LINTEL_JDK_FOLDERS-$(jdk_folders)}
    old_ifs=$IFS
    IFS=:
    # shellcheck disable=SC2086 # splitting at colons and expanding patterns is what is wanted
    set -- $patterns
    IFS=$old_ifs
    for folder in "$@"; do
        jdk_is_usable "$folder" || continue
        if [ -z "$found" ] || [ "$release" -lt "$found_release" ]; then
            found=$folder found_release=$release
        fi
    done
    [ -n "$found" ] && printf '%s\n' "$found"
}

# Sets and exports JAVA_HOME, or ends with one line that says what to install.
require_jdk() {
    if [ -n "${LINTEL_JAVA_HOME:-}" ]; then
        jdk_is_usable "$LINTEL_JAVA_HOME" ||
            fail "LINTEL_JAVA_HOME=$LINTEL_JAVA_HOME is not a JDK of release $jdk_needed or newer."
        JAVA_HOME=$LINTEL_JAVA_HOME
    elif [ -n "${JAVA_HOME:-}" ] && jdk_is_usable "$JAVA_HOME"; then
        :
    elif on_path=$(jdk_on_path) && jdk_is_usable "$on_path"; then
        JAVA_HOME=$on_path
    else
        JAVA_HOME=$(jdk_in_usual_folders) ||
            fail "no JDK of release $jdk_needed or newer found. Install one (OpenJDK or Eclipse Temurin $jdk_needed), or set LINTEL_JAVA_HOME to its folder."
    fi
    export JAVA_HOME
}

# Ends with one line if there is no Maven; keeps Maven's own libraries from alarming whoever reads along.
require_maven() {
    command -v mvn >/dev/null 2>&1 ||
        fail 'Maven is not on the PATH. Install Maven 3.8.7 or newer (Debian and Ubuntu: apt-get install maven).'
    if [ "$(jdk_release "$JAVA_HOME")" -eq 25 ]; then
        MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
        export MAVEN_OPTS
    fi
}
