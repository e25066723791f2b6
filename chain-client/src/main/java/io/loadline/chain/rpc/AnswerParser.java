package io.loadline.chain.rpc;

/** Reads a checked value out of an answer. */
@FunctionalInterface
public interface AnswerParser<T> {
  T parse(Answer answer) throws RpcException;
}
