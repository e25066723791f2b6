package io.loadline.node.archive;

import io.loadline.consensus.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole signing record, to be moved to another machine.
 *
 * @param messages by committee, height, kind and round
 * @param lowestHeights per committee the height below which nothing is signed any more
 */
public record SigningContent(List<SignedMessage> messages, Map<Digest, Long> lowestHeights) {
  public SigningContent {
    messages = List.copyOf(messages);
    lowestHeights = Collections.unmodifiableMap(new LinkedHashMap<>(lowestHeights));
  }
}
