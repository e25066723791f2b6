package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.RegistryCalls;
import io.loadline.chain.contracts.TokenCalls;
import io.loadline.chain.rpc.RpcException;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;

/** Registers operators with their stake; each one's transmitter key owns its stake. */
public final class Registration {
  private static final BigInteger STAKE = BigInteger.valueOf(250_000_000_000L);

  private final Network network;

  public Registration(Network network) {
    this.network = network;
  }

  /** Stake in the owner's wallet; must be in a block before {@link #register}. */
  public void giveStake(Credentials owner) throws RpcException {
    add("stake", network.deployer(), TokenCalls.mint(address(owner), STAKE));
    add("approve the stake", owner, TokenCalls.approve(network.contracts().registry(), STAKE));
  }

  /**
   * Registers one operator.
   *
   * @param peerKey the node's libp2p public key, protobuf bytes
   */
  public void register(IdentitySigner identity, Credentials owner, byte[] peerKey)
      throws RpcException {
    var registry = network.contracts().registry();
    var identityAddress = Address.of(identity.address().bytes());
    var digest =
        network
            .home()
            .call(
                Address.ZERO,
                registry,
                RegistryCalls.registrationDigest(identityAddress, address(owner), peerKey));
    network
        .home()
        .transactions()
        .add(
            "register an operator",
            owner,
            registry,
            RegistryCalls.register(
                identityAddress, peerKey, STAKE, identity.sign(Digest.of(digest)).bytes()));
  }

  private void add(String what, Credentials from, byte[] callData) throws RpcException {
    network.home().transactions().add(what, from, network.contracts().token(), callData);
  }

  private static Address address(Credentials key) {
    return Address.fromHex(key.getAddress());
  }
}
