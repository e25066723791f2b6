package io.loadline.node.cli;

import io.loadline.node.margin.input.Examples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code loadline margin} on the examples, with changes. */
final class MarginRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private String portfolio = Examples.portfolio();
  private String market = Examples.market();

  /** What a command left. */
  record Ran(int exitCode, String out, String err) {
    JsonNode json() {
      return JSON.readTree(out);
    }
  }

  MarginRun(Path folder) {
    this.folder = folder;
  }

  /** Changes one place of the portfolio; what is replaced must be there. */
  MarginRun portfolio(String replaced, String by) {
    Assertions.assertThat(portfolio).contains(replaced);
    portfolio = portfolio.replace(replaced, by);
    return this;
  }

  /** The same in the market. */
  MarginRun market(String replaced, String by) {
    Assertions.assertThat(market).contains(replaced);
    market = market.replace(replaced, by);
    return this;
  }

  MarginRun portfolio(String content) {
    portfolio = content;
    return this;
  }

  MarginRun market(String content) {
    market = content;
    return this;
  }

  MarginRun write() throws IOException {
    Files.writeString(folder.resolve("portfolio.json"), portfolio);
    Files.writeString(folder.resolve("market.json"), market);
    return this;
  }

  Ran ask(String... options) throws IOException {
    write();
    String[] arguments = new String[options.length + 5];
    arguments[0] = "margin";
    arguments[1] = "--portfolio";
    arguments[2] = folder.resolve("portfolio.json").toString();
    arguments[3] = "--market";
    arguments[4] = folder.resolve("market.json").toString();
    System.arraycopy(options, 0, arguments, 5, options.length);
    return run(arguments);
  }

  static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Loadline.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
