package io.loadline.node.devnet.chain;

import io.loadline.risk.bytes.Address;

/**
 * What stands where: collateral and perpetuals on the home chain, options on the other.
 *
 * @param token collateral, 6 decimals, worth a dollar
 * @param dollarFeed prices the collateral
 * @param guard the manager's instance on the other chain
 * @param etherFeed spot, forwards and smiles of the options' asset
 */
public record Contracts(
    long homeChainId,
    Address manager,
    Address token,
    Address registry,
    Address perpetuals,
    Address dollarFeed,
    long otherChainId,
    Address guard,
    Address options,
    Address etherFeed) {}
