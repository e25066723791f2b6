# Finds a JDK 25. Sourced by the other scripts.

# Prints the home of a JDK 25, or says how to get one and ends with 2.
find_jdk25() {
  local home
  for home in "${JAVA_HOME:-}" "${JDK25_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] \
      && "$home/bin/java" -version 2>&1 | grep -q 'version "25'; then
      echo "$home"
      return 0
    fi
  done
  echo "No JDK 25 found. Install one (Temurin 25, or your system's openjdk-25-jdk package) and set JAVA_HOME to it." >&2
  return 2
}

# Says what is missing of node, npm and mvn, and ends with 2.
need_commands() {
  local name missing=0
  for name in "$@"; do
    if ! command -v "$name" >/dev/null 2>&1; then
      case "$name" in
        mvn) echo "Maven is missing. Install Maven 3.8.7 or newer (package: maven)." >&2 ;;
        node | npm) echo "$name is missing. Install Node.js 20 or newer with npm (packages: nodejs, npm)." >&2 ;;
        *) echo "$name is missing. Install it." >&2 ;;
      esac
      missing=1
    fi
  done
  [ "$missing" = 0 ] || return 2
}
