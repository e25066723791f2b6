package io.loadline.consensus.ceremony;

/**
 * How long a phase may last: a fixed part and a part per participant, for the work and the messages
 * of a phase grow with them. A phase that everybody has done ends at once.
 *
 * @param baseMs the fixed part
 * @param perParticipantMs added for every participant
 * @param resendMs after which one's latest words are said again
 * @param coordinateMs after which the next coordinator tries the test signature, or one tries again
 * @param patience how many phase lengths a member waits for the others before it gives up
 */
public record CeremonyTimes(
    long baseMs, long perParticipantMs, long resendMs, long coordinateMs, int patience) {
  /** Sixty seconds and two more per participant: 1 min 8 s for four, 3 min 8 s for sixty-four. */
  public static final CeremonyTimes DEFAULT = new CeremonyTimes(60_000, 2_000, 5_000, 20_000, 30);

  public CeremonyTimes {
    if (baseMs <= 0
        || perParticipantMs < 0
        || resendMs <= 0
        || coordinateMs <= 0
        || patience < 1
        || Math.max(baseMs, perParticipantMs) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("ceremony times must be positive and below 24 days");
    }
  }

  /** The length of one phase. */
  public long phaseMs(int participants) {
    return baseMs + perParticipantMs * participants;
  }
}
