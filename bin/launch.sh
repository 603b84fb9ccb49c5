# shellcheck shell=bash
# What the launchers share; sourced, never run. Runs in the bash 3.2 of macOS, too.
#
# Two layouts: a source tree (pom.xml beside bin/; jars in MODULE/target) that is built on first
# use, and an installed one (jars in ../lib).

# Every subshell costs a millisecond of a command's tenth of a second: hence the expansions.
LAUNCH_BIN="$(cd "${BASH_SOURCE[0]%/*}" && pwd -P)"
LAUNCH_ROOT="${LAUNCH_BIN%/*}"
LAUNCH_LIB=""
LAUNCH_JAR=""
LAUNCH_JAVA=""
LAUNCH_JAVA_VERSION=0
readonly LAUNCH_LEAST_JAVA=17

launch_fail() {
  printf 'clawnet: %s\n' "$@" >&2
  exit 5
}

launch_install_advice() {
  case "$(uname -s)" in
    Darwin) echo "install it with:  brew install $1" ;;
    Linux)
      if command -v apt-get >/dev/null 2>&1; then
        echo "install it with:  sudo apt-get install -y $2"
      elif command -v dnf >/dev/null 2>&1; then
        echo "install it with:  sudo dnf install -y $3"
      else
        echo "Debian, Ubuntu:  sudo apt-get install -y $2;  Fedora:  sudo dnf install -y $3"
      fi
      ;;
    *) echo "on Windows run this inside WSL:  wsl --install;  then  sudo apt-get install -y $2" ;;
  esac
}

# Sets LAUNCH_JAVA_VERSION to the major version of the given java, or 0. Reads the release file,
# because that is faster than starting the machine only to ask.
launch_java_version() {
  local java="$1" line version=""
  while [ -L "$java" ]; do
    line="$(readlink "$java")"
    case "$line" in /*) java="$line" ;; *) java="${java%/*}/$line" ;; esac
  done
  if [ -r "${java%/bin/*}/release" ]; then
    while IFS= read -r line; do
      case "$line" in JAVA_VERSION=*) version="${line#JAVA_VERSION=}" ;; esac
    done <"${java%/bin/*}/release"
  fi
  if [ -z "$version" ]; then
    version="$("$java" -version 2>&1 | sed -n 's/.*version \("[^"]*"\).*/\1/p' | head -n 1)"
  fi
  version="${version//\"/}"
  version="${version%%[.+-]*}"
  case "$version" in '' | *[!0-9]*) LAUNCH_JAVA_VERSION=0 ;; *) LAUNCH_JAVA_VERSION="$version" ;; esac
}

launch_find_java() {
  local candidate found=""
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(type -P java || true)"; do
    if [ -z "$candidate" ] || [ ! -x "$candidate" ]; then continue; fi
    launch_java_version "$candidate"
    if [ "$LAUNCH_JAVA_VERSION" -ge "$LAUNCH_LEAST_JAVA" ]; then
      LAUNCH_JAVA="$candidate"
      return
    fi
    found=" (found $candidate, version $LAUNCH_JAVA_VERSION)"
  done
  launch_fail "needs Java $LAUNCH_LEAST_JAVA or newer$found" \
    "$(launch_install_advice openjdk@17 openjdk-17-jdk-headless java-17-openjdk-devel)" \
    "or set JAVA_HOME to a JDK of that version"
}

# Returns whether the jar in LAUNCH_JAR is missing or older than a source.
launch_is_stale() {
  local stamp="$LAUNCH_ROOT/clawnet-cli/target/built"
  if [ ! -f "$LAUNCH_JAR" ] || [ ! -f "$stamp" ]; then return 0; fi
  if [ -n "${CLAWNET_NO_BUILD:-}" ]; then return 1; fi
  [ -n "$(find "$LAUNCH_ROOT"/pom.xml "$LAUNCH_ROOT"/*/pom.xml "$LAUNCH_ROOT"/*/src/main \
    -newer "$stamp" -type f -print 2>/dev/null)" ]
}

launch_build() {
  local lock="$LAUNCH_ROOT/target/building" waited=0
  command -v mvn >/dev/null 2>&1 || launch_fail "needs Maven to build itself on first use" \
    "$(launch_install_advice maven maven maven)"
  [ -x "$(dirname "$LAUNCH_JAVA")/javac" ] ||
    launch_fail "needs a JDK to build itself; $LAUNCH_JAVA belongs to a runtime only" \
      "$(launch_install_advice openjdk@17 openjdk-17-jdk-headless java-17-openjdk-devel)"
  mkdir -p "$LAUNCH_ROOT/target"
  until mkdir "$lock" 2>/dev/null; do # somebody else is building
    sleep 1
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || launch_fail "another build seems to be stuck; remove $lock"
  done
  # shellcheck disable=SC2064
  trap "rmdir '$lock' 2>/dev/null || true" EXIT
  trap 'exit 130' INT TERM
  if launch_is_stale; then
    echo "Building ClawNet (first use)…" >&2
    (cd "$LAUNCH_ROOT" && JAVA_HOME="$(dirname "$(dirname "$LAUNCH_JAVA")")" \
      mvn -q -DskipTests package </dev/null >&2) || launch_fail "the build failed, see above"
  fi
  rmdir "$lock" 2>/dev/null || true
  trap - EXIT INT TERM
}

# Finds Java and the jar of a program, building it if it is missing or old: NAME MODULE
launch_prepare() {
  launch_find_java
  if [ ! -f "$LAUNCH_ROOT/pom.xml" ]; then
    LAUNCH_LIB="$LAUNCH_ROOT/lib"
    LAUNCH_JAR="$LAUNCH_LIB/$1.jar"
    [ -f "$LAUNCH_JAR" ] || launch_fail "$LAUNCH_JAR is missing: install ClawNet again"
    return
  fi
  LAUNCH_LIB="$LAUNCH_ROOT/$2/target"
  LAUNCH_JAR="$LAUNCH_LIB/$1.jar"
  if launch_is_stale; then launch_build; fi
}

# Replaces this process by the program: launch_exec NAME JVM-FLAGS... -- ARGUMENTS...
launch_exec() {
  local name="$1" flags=()
  shift
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift
  if [ -f "$LAUNCH_LIB/$name.jsa" ]; then
    # An archive of another JVM or of older jars is passed over without a word.
    flags+=("-XX:SharedArchiveFile=$LAUNCH_LIB/$name.jsa" -Xlog:disable "-Xlog:all=error:stderr")
  fi
  # shellcheck disable=SC2086
  exec "$LAUNCH_JAVA" -Xshare:auto -XX:-UsePerfData -Dfile.encoding=UTF-8 \
    -Djava.awt.headless=true "${flags[@]}" ${CLAWNET_JAVA_OPTS:-} \
    -jar "$LAUNCH_JAR" "$@"
}
