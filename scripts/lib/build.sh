# Builds the node when its sources are newer, and knows its class path. Sourced from the project's folder, after prerequisites.sh.

node_library=node/target/loadline/lib
build_stamp=node/target/loadline/built

# build_node [SAY]: SAY is a function that is told what happens.
build_node() {
  local say="${1:-echo}"
  if [ -f "$build_stamp" ] && [ -z "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$build_stamp" -type f -print -quit)" ]; then
    return 0
  fi
  "$say" "building the node (a few minutes the first time)"
  mvn -q -B -ntp package -DskipTests -pl node -am >&2 || return 1
  touch "$build_stamp"
}

node_classpath() {
  printf '%s' "$PWD/$node_library/*"
}
