package io.loadline.node.cli;

import io.loadline.node.OperatorException;
import io.loadline.node.archive.ArchiveReader;
import io.loadline.node.archive.RocksArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Where rounds come from: a data directory, or a running node. */
final class RoundSource {
  @Option(names = "--data", description = "Read the archive of this data directory.")
  private @Nullable Path data;

  @Option(
      names = "--url",
      description = "Ask the node with this status API (default " + NodeApi.DEFAULT_URL + ").")
  private @Nullable String url;

  /** A bundle by file name or by height. */
  byte[] bundle(String fileOrHeight) {
    if (!fileOrHeight.matches("[0-9]{1,18}")) {
      return file(Path.of(fileOrHeight));
    }
    long height = Long.parseLong(fileOrHeight);
    Path directory = data;
    if (directory == null) {
      return api().bytes("/v1/rounds/" + height + "/bundle");
    }
    try (ArchiveReader archive = RocksArchive.openForReading(directory)) {
      return archive
          .round(height)
          .orElseThrow(() ->
              new OperatorException.Unavailable(
                  "No round is stored for height " + height + " in " + directory,
                  "List what there is with: loadline round list --data " + directory));
    }
  }

  /** Stored heights, newest first. */
  List<Long> heights(int limit) {
    Path directory = data;
    if (directory == null) {
      List<Long> heights = new ArrayList<>();
      for (JsonNode height : api().json("/v1/rounds").path("heights")) {
        heights.add(height.asLong());
      }
      return heights.subList(0, Math.min(limit, heights.size()));
    }
    try (ArchiveReader archive = RocksArchive.openForReading(directory)) {
      return archive.roundHeights(Long.MAX_VALUE, limit);
    }
  }

  private NodeApi api() {
    return new NodeApi(Optional.ofNullable(url).orElse(NodeApi.DEFAULT_URL));
  }

  private static byte[] file(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot read the bundle " + file, "Give a bundle's file name, or a height.");
    }
  }
}
