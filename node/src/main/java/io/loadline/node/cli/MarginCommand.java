package io.loadline.node.cli;

import io.loadline.node.config.ParameterFiles;
import io.loadline.node.config.ParameterSetJson;
import io.loadline.node.margin.input.Examples;
import io.loadline.node.margin.input.MarginCase;
import io.loadline.node.margin.input.MarketReader;
import io.loadline.node.margin.input.PortfolioReader;
import io.loadline.node.margin.output.MarginReport;
import io.loadline.node.margin.output.Style;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the margin of a portfolio in a file: no node, no chain, no network. */
@Command(
    name = "margin",
    description = {
      "Compute the margin of a portfolio in a file, and say why it is what it is.",
      "Start with: loadline margin --example portfolio > portfolio.json"
    },
    mixinStandardHelpOptions = true)
final class MarginCommand implements Callable<Integer> {
  /** What {@code --example} can print. */
  enum Example {
    PORTFOLIO,
    MARKET
  }

  @Option(names = "--portfolio", paramLabel = "FILE", description = "What is held, as JSON.")
  private @Nullable Path portfolio;

  @Option(names = "--market", paramLabel = "FILE", description = "Prices and smiles, as JSON.")
  private @Nullable Path market;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "The parameter set (default: config/parameters/crypto-span-1.json).")
  private @Nullable Path parameters;

  @Option(
      names = "--explain",
      description = "Say what binds and why, line by line, with a picture of the scan.")
  private boolean explain;

  @Option(
      names = "--example",
      paramLabel = "FILE",
      description = "Print an example to start from instead: ${COMPLETION-CANDIDATES}.")
  private @Nullable Example example;

  @Mixin private Output output = new Output();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (example != null) {
      PrintWriter out = commandLine().getOut();
      out.print(
          switch (example) {
            case PORTFOLIO -> Examples.portfolio();
            case MARKET -> Examples.market();
          });
      out.flush();
      return ExitCode.DONE;
    }
    if (portfolio == null || market == null) {
      throw new CommandLine.ParameterException(
          commandLine(), "Give --portfolio and --market, or --example portfolio, --example market");
    }
    Path set = parameters == null ? ParameterFiles.defaults("loadline margin") : parameters;
    MarginReport report =
        MarginReport.of(
            MarginCase.of(
                PortfolioReader.read(portfolio),
                MarketReader.read(market),
                ParameterSetJson.read(set)));
    output.print(report.json(), report.text(explain, style()));
    return ExitCode.DONE;
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 25 on it returns null again without a terminal.
  private static Style style() {
    Console console = System.console();
    String charset = System.getProperty("stdout.encoding", "US-ASCII");
    return Style.of(
        console != null && console.isTerminal(), Charset.forName(charset), System.getenv());
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
