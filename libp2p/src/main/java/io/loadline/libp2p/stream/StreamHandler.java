package io.loadline.libp2p.stream;

/** Serves the streams that peers open for one protocol. */
public interface StreamHandler {
  /** A peer opened a stream. On the network thread: must not block. */
  StreamEvents opened(P2pStream stream);

  /** What happens on one stream. On the network thread: must not block. */
  interface StreamEvents {
    /** Bytes arrived; {@link P2pStream#consumed} is due once they are used up. */
    void data(byte[] bytes);

    /** The peer will write nothing more. */
    default void remoteClosed() {}

    /** The stream is over in both directions, orderly or not; called once, last. */
    default void ended() {}
  }
}
