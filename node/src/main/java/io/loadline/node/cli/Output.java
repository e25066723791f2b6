package io.loadline.node.cli;

import io.loadline.node.http.StatusJson;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Where a command prints, and in which of the two forms. */
final class Output {
  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Prints the object, or the text. */
  void print(ObjectNode object, String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(json ? StatusJson.text(object) : text);
    out.flush();
  }
}
