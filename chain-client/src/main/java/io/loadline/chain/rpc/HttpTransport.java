package io.loadline.chain.rpc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * Posts bytes to one URL and returns the bounded answer. Without TCP_NODELAY every larger request
 * waits 40 ms for the peer's delayed acknowledgement, which is why the sockets are made here.
 */
final class HttpTransport implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MAX_IDLE_CONNECTIONS = 8;

  private final URI url;
  private final String name;
  private final RpcSettings settings;
  private final OkHttpClient client;

  HttpTransport(URI url, RpcSettings settings) {
    this.url = url;
    this.name = nameOf(url);
    this.settings = settings;
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new NoDelaySocketFactory())
            .connectTimeout(settings.connect())
            .readTimeout(settings.read())
            .writeTimeout(settings.write())
            .callTimeout(settings.call())
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 60, TimeUnit.SECONDS))
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /** Scheme, host and port: what may stand in logs. Paths and user parts often hold keys. */
  static String nameOf(URI url) {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  String name() {
    return name;
  }

  /** Where connections get their sockets from; for the test that they do not delay. */
  SocketFactory sockets() {
    return client.socketFactory();
  }

  byte[] post(byte[] body, String what) throws RpcException {
    long startedNanos = System.nanoTime();
    Request request =
        new Request.Builder().url(url.toString()).post(RequestBody.create(body, JSON)).build();
    try (Response response = client.newCall(request).execute()) {
      ResponseBody answer = response.body();
      if (answer == null) {
        throw new RpcException.Malformed(name, "no body, HTTP status " + response.code());
      }
      byte[] bytes = readBounded(answer.source(), what);
      // Some nodes send JSON-RPC errors with status 400 or 500: those still carry a reason to read.
      if (!response.isSuccessful() && !startsLikeJson(bytes)) {
        throw new RpcException.Unreachable(name, "HTTP status " + response.code(), null);
      }
      return bytes;
    } catch (RpcException e) {
      throw e;
    } catch (InterruptedIOException e) {
      long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
      throw new RpcException.TimedOut(name, what, elapsedMs);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        throw new RpcException.TimedOut(name, what, elapsedMs);
      }
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new RpcException.Unreachable(name, why, e);
    }
  }

  private byte[] readBounded(BufferedSource source, String what) throws IOException {
    if (source.request(settings.maxResponseBytes() + 1L)) {
      throw new RpcException.TooLarge(name, what, settings.maxResponseBytes());
    }
    return source.readByteArray();
  }

  private static boolean startsLikeJson(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[');
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static final class NoDelaySocketFactory extends SocketFactory {
    private static final SocketFactory PLAIN = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
      return noDelay(PLAIN.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return noDelay(PLAIN.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return noDelay(PLAIN.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return noDelay(PLAIN.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return noDelay(PLAIN.createSocket(host, port, local, localPort));
    }

    private static Socket noDelay(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      return socket;
    }
  }
}
