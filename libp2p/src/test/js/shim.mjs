// Node 20 lacks what libp2p 3 uses; imported before it.
if (Promise.withResolvers === undefined) {
  Promise.withResolvers = function () {
    let resolve
    let reject
    const promise = new this((res, rej) => {
      resolve = res
      reject = rej
    })
    return { promise, resolve, reject }
  }
}
