/**
 * The whole product on one machine: real nodes, real chains, real peers of another implementation.
 * Needs npm packages in chain-client and Node.js.
 */
@NullMarked
package io.loadline.node.e2e;

import org.jspecify.annotations.NullMarked;
