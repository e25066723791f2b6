/** From a snapshot to signed margins: the Crypto-SPAN/1 engine and its canonical bytes. */
@org.jspecify.annotations.NullMarked
package io.loadline.risk;
