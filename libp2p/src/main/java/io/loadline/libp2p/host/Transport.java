package io.loadline.libp2p.host;

import io.loadline.libp2p.address.Multiaddr;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** TCP with Netty. */
final class Transport {
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);
  private static final int BACKLOG = 128;

  private final EventLoopGroup group;

  Transport(EventLoopGroup group) {
    this.group = group;
  }

  Channel listen(Multiaddr address, Consumer<Channel> accepted) throws IOException {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(initializer(accepted));
    ChannelFuture bound =
        server.bind(new InetSocketAddress(address.host(), address.port())).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "Cannot listen on "
              + address
              + ": "
              + bound.cause().getMessage()
              + ". Choose a free port, or stop what uses it.",
          bound.cause());
    }
    return bound.channel();
  }

  /**
   * Connects; the channel future fails when the peer cannot be reached in time. On the network
   * thread, so that a listener added at once installs its handlers before a byte is read.
   */
  ChannelFuture dial(InetSocketAddress address, long timeoutMs) {
    return new io.netty.bootstrap.Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeoutMs))
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .handler(initializer(_ -> {}))
        .connect(address);
  }

  private static ChannelInitializer<Channel> initializer(Consumer<Channel> consumer) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        consumer.accept(channel);
      }
    };
  }
}
