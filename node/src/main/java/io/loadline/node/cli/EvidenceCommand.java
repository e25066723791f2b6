package io.loadline.node.cli;

import io.loadline.consensus.message.Evidence;
import io.loadline.node.OperatorException;
import io.loadline.node.archive.ArchiveReader;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.http.StatusJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Proofs that members signed what they must not, ready for the registry contract. */
@Command(
    name = "evidence",
    description = "List, show and export evidence that a member signed twice or denied its lock.",
    mixinStandardHelpOptions = true)
final class EvidenceCommand implements Runnable {
  private static final int MOST = 10_000;
  private static final int ID_DIGITS = 16;

  @Spec private @Nullable CommandSpec spec;

  /** Where the archive is. */
  static final class Source {
    @Option(
        names = "--data",
        required = true,
        description = "The node's data directory; the node may be running.")
    private @Nullable Path data;

    /** All pieces, by height. */
    List<Evidence> all() {
      try (ArchiveReader archive = RocksArchive.openForReading(Objects.requireNonNull(data))) {
        return archive.evidence(MOST).stream()
            .flatMap(piece -> Evidence.parse(piece).stream())
            .sorted(Comparator.comparingLong(Evidence::height).thenComparing(EvidenceCommand::id))
            .toList();
      }
    }

    Evidence one(String id) {
      return all().stream()
          .filter(evidence -> id(evidence).equals(id))
          .findFirst()
          .orElseThrow(() ->
              new OperatorException.Unavailable(
                  "No evidence is named " + id,
                  "List what there is with: loadline evidence list --data " + data));
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Give one of list, show, export");
  }

  @Command(name = "list", description = "List all evidence.", mixinStandardHelpOptions = true)
  int list(@Mixin Source source, @Mixin Output output) {
    List<Evidence> all = source.all();
    ObjectNode object = StatusJson.object();
    ArrayNode array = object.putArray("evidence");
    all.forEach(evidence -> array.add(json(evidence)));
    output.print(
        object,
        all.isEmpty()
            ? "no evidence"
            : all.stream().map(EvidenceCommand::line).collect(Collectors.joining("\n")));
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = "Show one piece of evidence with the registry call that submits it.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Source source,
      @Mixin Output output,
      @Parameters(paramLabel = "ID", description = "As list prints it.") String id) {
    Evidence evidence = source.one(id);
    output.print(
        json(evidence).put("calldata", evidence.calldata().toString()),
        """
        %s
        network    %s
        committee  %s
        calldata   %s\
        """
            .formatted(
                line(evidence), evidence.networkId(), evidence.committee(), evidence.calldata()));
    return ExitCode.DONE;
  }

  @Command(
      name = "export",
      description = {
        "Write the registry call as hex to a file. Whoever sends it gets the finder's share,",
        "for example with: cast send REGISTRY \"$(cat FILE)\""
      },
      mixinStandardHelpOptions = true)
  int export(
      @Mixin Source source,
      @Mixin Output output,
      @Parameters(paramLabel = "ID", description = "As list prints it.") String id,
      @Option(
              names = {"-o", "--output"},
              required = true,
              description = "The file to write; not overwritten.")
          Path target) {
    Evidence evidence = source.one(id);
    try {
      Files.writeString(
          target, evidence.calldata().toString() + "\n", StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot write " + target + ": " + e.getMessage(), "Choose a new file name.");
    }
    output.print(
        json(evidence).put("file", target.toString()),
        "wrote the call for " + line(evidence) + " to " + target);
    return ExitCode.DONE;
  }

  private static String id(Evidence evidence) {
    String hash = evidence.calldata().keccak().toString();
    return hash.startsWith("0x") ? hash.substring(2, 2 + ID_DIGITS) : hash.substring(0, ID_DIGITS);
  }

  private static String line(Evidence evidence) {
    return "%s  height %d  round %d  %s  %s  by %s"
        .formatted(
            id(evidence),
            evidence.height(),
            evidence.round(),
            evidence.offence(),
            evidence.kind(),
            evidence.identity());
  }

  private static ObjectNode json(Evidence evidence) {
    return StatusJson.object()
        .put("id", id(evidence))
        .put("networkId", evidence.networkId().toString())
        .put("committee", evidence.committee().toString())
        .put("height", evidence.height())
        .put("round", evidence.round())
        .put("offence", evidence.offence().name())
        .put("kind", evidence.kind().name())
        .put("identity", evidence.identity().toString());
  }
}
