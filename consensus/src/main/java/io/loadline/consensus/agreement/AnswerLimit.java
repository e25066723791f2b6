package io.loadline.consensus.agreement;

import java.util.HashMap;
import java.util.Map;

/** How often one member may make this node repeat something: a few at a time, and not for ever. */
final class AnswerLimit {
  private static final int ANSWERS = 512;
  private static final int AT_A_TIME = 8;

  private final long spacingMs;
  private final Map<Integer, Given> byMember = new HashMap<>();

  private record Given(int total, int inSpan, long spanBeganMs) {}

  AnswerLimit(long spacingMs) {
    this.spacingMs = spacingMs;
  }

  boolean allows(int member, long nowMs) {
    Given given = byMember.getOrDefault(member, new Given(0, 0, nowMs));
    if (nowMs - given.spanBeganMs >= spacingMs) {
      given = new Given(given.total, 0, nowMs);
    }
    if (given.total >= ANSWERS || given.inSpan >= AT_A_TIME) {
      return false;
    }
    byMember.put(member, new Given(given.total + 1, given.inSpan + 1, given.spanBeganMs));
    return true;
  }

  /** How many answers a member got. */
  int given(int member) {
    Given given = byMember.get(member);
    return given == null ? 0 : given.total;
  }
}
