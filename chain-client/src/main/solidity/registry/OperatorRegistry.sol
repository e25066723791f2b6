// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LoadlineTypes} from "../round/LoadlineTypes.sol";

/// @title Operators, their stake, and what it costs to sign twice
/// @notice An owner stakes for an identity (the key that signs consensus messages). Anyone who holds two different votes of one
/// identity for one slot, or a round change that denies a lock the identity committed to, takes its stake: a share for the
/// finder, the rest for the insurance address.
contract OperatorRegistry is EIP712, ReentrancyGuardTransient {
  using SafeERC20 for IERC20;

  /// @notice Stake, share or address given at construction makes no sense.
  error BadSetting();
  /// @notice The identity is registered, or was slashed: it never comes back.
  error IdentityUsed(address identity);
  /// @notice The identity did not sign this registration.
  error IdentityDidNotSign(address given, address expected);
  /// @notice The peer key is empty or too long.
  error BadPeerKey(uint256 length, uint256 limit);
  /// @notice Stake must not fall between zero and the minimum.
  error BelowMinimum(uint256 given, uint256 minimum);
  /// @notice Only the operator's owner may do this.
  error NotOwner(address given, address expected);
  /// @notice Amounts must be more than zero and at most what is there.
  error BadAmount(uint256 given, uint256 limit);
  /// @notice The unbonding delay has not passed.
  error StillUnbonding(uint256 time, uint256 free);
  /// @notice The votes are by different identities.
  error DifferentSigners(address first, address second);
  /// @notice Two equal votes prove nothing.
  error SameVote(bytes32 structHash);
  /// @notice This kind of vote has an entry of its own.
  error WrongKind(VoteKind given);
  /// @notice The round change is not of a later round than the COMMIT.
  error NotLater(uint32 changeRound, uint32 commitRound);
  /// @notice The round change shows a lock at least as new as the COMMIT's: it denies nothing.
  error NotDenied(uint32 preparedRound, uint32 commitRound);
  /// @notice There is no stake to take.
  error NothingAtStake(address identity);

  /// @notice An operator registered.
  event OperatorRegistered(
    address indexed identity, address indexed owner, bytes peerKey, uint256 stake
  );
  /// @notice An operator added stake.
  event StakeAdded(address indexed identity, uint256 amount, uint256 stake);
  /// @notice An operator began to withdraw stake.
  event UnbondingStarted(address indexed identity, uint256 amount, uint256 stake, uint64 freeAt);
  /// @notice Stake left.
  event StakeWithdrawn(address indexed identity, address indexed owner, uint256 amount);
  /// @notice An identity signed twice, or denied its lock (`kind` is COMMIT then), and lost its stake.
  event Slashed(
    address indexed identity,
    address indexed reporter,
    VoteKind kind,
    bytes32 committee,
    uint64 height,
    uint32 round,
    uint256 toReporter,
    uint256 toInsurance
  );

  /// @notice The COMMIT of `commitRound` was denied by the ROUND-CHANGE to `changeRound`; `Slashed` comes with it.
  event LockDenied(
    address indexed identity,
    bytes32 committee,
    uint64 height,
    uint32 commitRound,
    uint32 changeRound
  );

  /// @notice Consensus messages of which an identity may sign one per committee, height and round.
  enum VoteKind {
    PROPOSAL,
    PREPARE,
    COMMIT,
    OBSERVATION,
    ROUND_CHANGE
  }

  /// @notice The slot both votes are for.
  struct Slot {
    VoteKind kind;
    bytes32 committee;
    uint64 height;
    uint32 round;
  }

  /// @notice One vote in the slot.
  /// @param digest The report digest voted for; of an observation the hash of its body.
  /// @param observations Hash over the observation list; only proposals carry one, zero otherwise.
  /// @param signature The identity's signature, 65 bytes.
  struct Vote {
    bytes32 digest;
    bytes32 observations;
    bytes signature;
  }

  /// @notice A COMMIT: whoever signs it holds this digest as its lock from this round on.
  struct Commit {
    uint32 round;
    bytes32 digest;
    bytes signature;
  }

  /// @notice A ROUND-CHANGE, with the lock it shows.
  /// @param prepared Whether it shows a lock; otherwise the next two are zero.
  struct RoundChange {
    uint32 round;
    bool prepared;
    uint32 preparedRound;
    bytes32 preparedDigest;
    bytes signature;
  }

  struct Operator {
    address owner;
    uint64 freeAt;
    bool slashed;
    uint128 stake;
    uint128 unbonding;
    bytes peerKey;
  }

  bytes32 private constant REGISTRATION_TYPE =
    keccak256("Registration(address identity,address owner,bytes peerKey)");
  uint256 private constant MAX_PEER_KEY = 128;
  uint256 private constant ONE_IN_BPS = 10_000;

  /// @notice Token that is staked.
  IERC20 public immutable stakeToken;
  /// @notice Where the rest of a slashed stake goes.
  address public immutable insurance;
  /// @notice Least stake of an operator.
  uint128 public immutable minimumStake;
  /// @notice How long stake stays slashable after its owner asked for it, seconds.
  uint64 public immutable unbondingSeconds;
  /// @notice The finder's share of a slashed stake, in 1/10,000.
  uint16 public immutable reporterShareBps;
  /// @notice Domain separator of the network whose votes are judged.
  bytes32 public immutable networkDomain;

  mapping(address identity => Operator) private _operators;
  address[] private _identities;

  /// @param networkId The network's id: votes of other networks are no evidence here.
  /// @param stakeToken_ Token that is staked.
  /// @param minimumStake_ Least stake of an operator.
  /// @param unbondingSeconds_ How long stake stays slashable after its owner asked for it.
  /// @param reporterShareBps_ The finder's share, at most half: an operator must not profit from reporting itself.
  /// @param insurance_ Where the rest goes.
  constructor(
    bytes32 networkId,
    IERC20 stakeToken_,
    uint128 minimumStake_,
    uint64 unbondingSeconds_,
    uint16 reporterShareBps_,
    address insurance_
  ) EIP712("Loadline Registry", "1") {
    if (
      minimumStake_ == 0 || unbondingSeconds_ == 0 || reporterShareBps_ > ONE_IN_BPS / 2
        || insurance_ == address(0) || address(stakeToken_) == address(0)
    ) {
      revert BadSetting();
    }
    stakeToken = stakeToken_;
    minimumStake = minimumStake_;
    unbondingSeconds = unbondingSeconds_;
    reporterShareBps = reporterShareBps_;
    insurance = insurance_;
    networkDomain = LoadlineTypes.domainSeparator(networkId);
  }

  /// @notice Registers an identity with stake; the caller becomes its owner.
  /// @param identity Address of the identity key.
  /// @param peerKey The node's libp2p public key (protobuf bytes).
  /// @param amount Stake to take from the caller.
  /// @param identitySignature The identity's signature over `registrationDigest`: nobody registers another's key.
  function register(
    address identity,
    bytes calldata peerKey,
    uint128 amount,
    bytes calldata identitySignature
  ) external nonReentrant {
    Operator storage operator = _operators[identity];
    if (operator.owner != address(0)) {
      revert IdentityUsed(identity);
    }
    if (peerKey.length == 0 || peerKey.length > MAX_PEER_KEY) {
      revert BadPeerKey(peerKey.length, MAX_PEER_KEY);
    }
    address signer =
      ECDSA.recover(registrationDigest(identity, msg.sender, peerKey), identitySignature);
    if (signer != identity) {
      revert IdentityDidNotSign(signer, identity);
    }
    uint128 stake = _take(amount);
    if (stake < minimumStake) {
      revert BelowMinimum(stake, minimumStake);
    }
    operator.owner = msg.sender;
    operator.stake = stake;
    operator.peerKey = peerKey;
    _identities.push(identity);
    emit OperatorRegistered(identity, msg.sender, peerKey, stake);
  }

  /// @notice Adds stake.
  /// @param identity The caller's operator.
  /// @param amount Stake to take from the caller.
  function addStake(address identity, uint128 amount) external nonReentrant {
    Operator storage operator = _ownOperator(identity);
    if (operator.slashed) {
      revert IdentityUsed(identity);
    }
    uint128 added = _take(amount);
    operator.stake += added;
    emit StakeAdded(identity, added, operator.stake);
  }

  /// @notice Begins to withdraw stake. It stays slashable until the delay has passed; another call restarts the delay for all.
  /// @param identity The caller's operator.
  /// @param amount Amount; what stays must be zero or the minimum.
  function startUnbonding(address identity, uint128 amount) external {
    Operator storage operator = _ownOperator(identity);
    if (amount == 0 || amount > operator.stake) {
      revert BadAmount(amount, operator.stake);
    }
    uint128 left = operator.stake - amount;
    if (left != 0 && left < minimumStake) {
      revert BelowMinimum(left, minimumStake);
    }
    operator.stake = left;
    operator.unbonding += amount;
    operator.freeAt = SafeCast.toUint64(block.timestamp + unbondingSeconds);
    emit UnbondingStarted(identity, amount, left, operator.freeAt);
  }

  /// @notice Pays out what has finished unbonding.
  /// @param identity The caller's operator.
  function withdrawStake(address identity) external nonReentrant {
    Operator storage operator = _ownOperator(identity);
    uint128 amount = operator.unbonding;
    if (amount == 0) {
      revert BadAmount(0, 0);
    }
    if (block.timestamp < operator.freeAt) {
      revert StillUnbonding(block.timestamp, operator.freeAt);
    }
    operator.unbonding = 0;
    emit StakeWithdrawn(identity, operator.owner, amount);
    stakeToken.safeTransfer(operator.owner, amount);
  }

  /// @notice Takes the whole stake, unbonding included, of an identity that signed two different votes for one slot.
  /// @param slot Kind, committee, height and round of both votes.
  /// @param first One vote.
  /// @param second Another vote, different in what it votes for.
  function slash(Slot calldata slot, Vote calldata first, Vote calldata second)
    external
    nonReentrant
  {
    address identity = _signerOfBoth(
      voteHash(slot, first), first.signature, voteHash(slot, second), second.signature
    );
    _takeStake(identity, slot);
  }

  /// @notice The same for two different round changes to one round.
  /// @param committee Committee of both.
  /// @param height Height of both.
  /// @param first One round change.
  /// @param second Another one to the same round that shows another lock, or none.
  function slashRoundChange(
    bytes32 committee,
    uint64 height,
    RoundChange calldata first,
    RoundChange calldata second
  ) external nonReentrant {
    if (first.round != second.round) {
      revert NotLater(second.round, first.round);
    }
    address identity = _signerOfBoth(
      roundChangeHash(committee, height, first),
      first.signature,
      roundChangeHash(committee, height, second),
      second.signature
    );
    _takeStake(identity, Slot(VoteKind.ROUND_CHANGE, committee, height, first.round));
  }

  /// @notice The same for amnesia: a COMMIT, and a ROUND-CHANGE to a later round that shows no lock, or one older than the
  /// COMMIT's. Whoever commits keeps the lock for as long as the height lasts.
  /// @param committee Committee of both.
  /// @param height Height of both.
  /// @param commit The COMMIT.
  /// @param change The round change that denies it.
  function slashAmnesia(
    bytes32 committee,
    uint64 height,
    Commit calldata commit,
    RoundChange calldata change
  ) external nonReentrant {
    if (change.round <= commit.round) {
      revert NotLater(change.round, commit.round);
    }
    if (change.prepared && change.preparedRound >= commit.round) {
      revert NotDenied(change.preparedRound, commit.round);
    }
    bytes32 commitHash = keccak256(
      abi.encode(LoadlineTypes.COMMIT_TYPE, committee, height, commit.round, commit.digest)
    );
    address identity = _signerOfBoth(
      commitHash, commit.signature, roundChangeHash(committee, height, change), change.signature
    );
    emit LockDenied(identity, committee, height, commit.round, change.round);
    _takeStake(identity, Slot(VoteKind.COMMIT, committee, height, commit.round));
  }

  /// @notice An operator's record; owner zero if the identity never registered.
  function operatorOf(address identity) external view returns (Operator memory) {
    return _operators[identity];
  }

  /// @notice All identities that ever registered, in order.
  function identities() external view returns (address[] memory) {
    return _identities;
  }

  /// @notice What an identity signs to be registered by `owner`.
  function registrationDigest(address identity, address owner, bytes calldata peerKey)
    public
    view
    returns (bytes32)
  {
    return _hashTypedDataV4(
      keccak256(abi.encode(REGISTRATION_TYPE, identity, owner, keccak256(peerKey)))
    );
  }

  /// @notice Struct hash of a vote (docs/formats.md section 2).
  function voteHash(Slot calldata slot, Vote calldata vote) public pure returns (bytes32) {
    if (slot.kind == VoteKind.PROPOSAL) {
      return keccak256(
        abi.encode(
          LoadlineTypes.PROPOSAL_TYPE,
          slot.committee,
          slot.height,
          slot.round,
          vote.digest,
          vote.observations
        )
      );
    }
    return keccak256(
      abi.encode(_voteType(slot.kind), slot.committee, slot.height, slot.round, vote.digest)
    );
  }

  /// @notice Struct hash of a round change (docs/formats.md section 2).
  function roundChangeHash(bytes32 committee, uint64 height, RoundChange calldata change)
    public
    pure
    returns (bytes32)
  {
    return keccak256(
      abi.encode(
        LoadlineTypes.ROUND_CHANGE_TYPE,
        committee,
        height,
        change.round,
        change.prepared,
        change.preparedRound,
        change.preparedDigest
      )
    );
  }

  /// @dev The votes that sign one digest beside their slot.
  function _voteType(VoteKind kind) private pure returns (bytes32) {
    if (kind == VoteKind.PREPARE) {
      return LoadlineTypes.PREPARE_TYPE;
    }
    if (kind == VoteKind.COMMIT) {
      return LoadlineTypes.COMMIT_TYPE;
    }
    if (kind == VoteKind.OBSERVATION) {
      return LoadlineTypes.OBSERVATION_TYPE;
    }
    revert WrongKind(kind);
  }

  function _signerOfBoth(
    bytes32 firstHash,
    bytes calldata firstSignature,
    bytes32 secondHash,
    bytes calldata secondSignature
  ) private view returns (address identity) {
    if (firstHash == secondHash) {
      revert SameVote(firstHash);
    }
    identity = ECDSA.recover(LoadlineTypes.digest(networkDomain, firstHash), firstSignature);
    address other =
      ECDSA.recover(LoadlineTypes.digest(networkDomain, secondHash), secondSignature);
    if (identity != other) {
      revert DifferentSigners(identity, other);
    }
  }

  function _takeStake(address identity, Slot memory slot) private {
    Operator storage operator = _operators[identity];
    uint256 amount = uint256(operator.stake) + operator.unbonding;
    if (amount == 0) {
      revert NothingAtStake(identity);
    }
    operator.stake = 0;
    operator.unbonding = 0;
    operator.slashed = true;
    uint256 toReporter = amount * reporterShareBps / ONE_IN_BPS;
    emit Slashed(
      identity,
      msg.sender,
      slot.kind,
      slot.committee,
      slot.height,
      slot.round,
      toReporter,
      amount - toReporter
    );
    stakeToken.safeTransfer(msg.sender, toReporter);
    stakeToken.safeTransfer(insurance, amount - toReporter);
  }

  function _ownOperator(address identity) private view returns (Operator storage operator) {
    operator = _operators[identity];
    if (operator.owner != msg.sender) {
      revert NotOwner(msg.sender, operator.owner);
    }
  }

  /// @dev Counts what arrives, not what was sent.
  function _take(uint128 amount) private returns (uint128) {
    uint256 before = stakeToken.balanceOf(address(this));
    stakeToken.safeTransferFrom(msg.sender, address(this), amount);
    return SafeCast.toUint128(stakeToken.balanceOf(address(this)) - before);
  }
}
