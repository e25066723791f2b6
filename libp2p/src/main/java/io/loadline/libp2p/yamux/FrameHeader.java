package io.loadline.libp2p.yamux;

import io.netty.buffer.ByteBuf;

/** The twelve bytes in front of every frame. Any flags may stand on data and window updates. */
record FrameHeader(int version, int type, int flags, long streamId, long length) {
  static final int BYTES = 12;

  static final int DATA = 0;
  static final int WINDOW_UPDATE = 1;
  static final int PING = 2;
  static final int GO_AWAY = 3;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  static FrameHeader read(ByteBuf in) {
    return new FrameHeader(
        in.readUnsignedByte(),
        in.readUnsignedByte(),
        in.readUnsignedShort(),
        in.readUnsignedInt(),
        in.readUnsignedInt());
  }

  static FrameHeader of(int type, int flags, long streamId, long length) {
    return new FrameHeader(0, type, flags, streamId, length);
  }

  void write(ByteBuf out) {
    out.writeByte(version).writeByte(type).writeShort(flags);
    out.writeInt((int) streamId).writeInt((int) length);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
