package io.loadline.node.round;

import io.loadline.node.NodeRuntime;
import io.loadline.node.OperatorException;
import io.loadline.node.Version;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.Manifest;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import java.io.IOException;

/** Starts an operator's process from its settings: with a key to work, without one to make it. */
public final class LoadlineRuntime implements NodeRuntime {
  @Override
  public Running start(NodeConfig config) {
    Manifest manifest = ManifestJson.readAny(config.manifest());
    OperatorBase base = OperatorBase.open(config, manifest, Version.current());
    try {
      return start(config, manifest, base);
    } catch (IOException e) {
      base.close();
      throw new OperatorException.Unavailable(
          "Cannot listen on " + config.listen() + ": " + e.getMessage(),
          "Free that port, or set another one as listen.");
    } catch (RuntimeException e) {
      base.close();
      throw e;
    }
  }

  private static Running start(NodeConfig config, Manifest manifest, OperatorBase base)
      throws IOException {
    return switch (manifest) {
      case NetworkManifest network -> {
        LoadlineNode node = new LoadlineNode(config, network, base);
        base.network().start();
        node.start();
        yield node;
      }
      case FoundingManifest founding -> {
        FoundingNode node = new FoundingNode(config, founding, base);
        base.network().start();
        node.start();
        yield node;
      }
    };
  }
}
