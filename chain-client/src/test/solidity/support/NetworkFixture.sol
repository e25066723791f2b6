// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {WholeManager} from "./WholeManager.sol";
import {UserOrders} from "../../../main/solidity/collateral/UserOrders.sol";
import {CollateralToken} from "../../../main/solidity/devnet/CollateralToken.sol";
import {LoadlineTypes} from "../../../main/solidity/round/LoadlineTypes.sol";
import {
  BoundLeaf,
  CollateralLeaf,
  CommitteeMembers,
  CreditLineLeaf,
  FirstKey,
  Pin,
  Report,
  RequirementLeaf
} from "../../../main/solidity/round/RoundTypes.sol";
import {GroupSignature, GroupSigner} from "./GroupSigner.sol";
import {StandardTree} from "./StandardTree.sol";
import {Shipped} from "./Shipped.sol";
import {vm} from "./Vm.sol";

/// @title A network of four operators with its GCM, and the rounds it signs
/// @notice Tests set the leaves of the next round, publish it, and prove what they need.
abstract contract NetworkFixture {
  uint256 internal constant GROUP_SECRET =
    0x0d004150d27c3bf2a42f312683d35fac7394b1e9e318249c1bfe7f0795a83114;
  uint64 internal constant HOME_CHAIN = 31337;
  uint64 internal constant OTHER_CHAIN = 31338;
  uint64 internal constant START_TIME = 1_704_712_781;
  uint64 internal constant VALIDITY_SECONDS = 600;
  bytes32 internal constant RULES = keccak256("rules");
  uint64 internal constant KEY_EPOCH = 1;
  uint64 internal constant KEY_EXPIRES = 1_000_000;

  uint256 internal constant REQUIREMENTS = 0;
  uint256 internal constant COLLATERAL = 1;
  uint256 internal constant BOUNDS = 2;
  uint256 internal constant CREDIT_LINES = 3;

  /// @notice A signed round with everything a prover needs.
  struct Signed {
    Report report;
    GroupSignature signature;
    Pin[] pins;
    bytes32[][] sectionTrees;
    bytes32[] sections;
  }

  WholeManager internal gcm;
  CollateralToken internal usdc;
  CollateralToken internal weth;
  uint256[] internal operatorSecrets;
  address[] internal operatorAddresses;

  // Leaves of the next round.
  RequirementLeaf[] internal requirementLeaves;
  CollateralLeaf[] internal collateralLeaves;
  BoundLeaf[] internal boundLeaves;
  CreditLineLeaf[] internal lineLeaves;
  uint8 internal breakerState;
  uint64 internal signEpoch = KEY_EPOCH;
  uint256 internal signSecret = GROUP_SECRET;
  bytes32 internal signRules = RULES;
  uint64 internal otherPinBlock = 500;
  uint64 internal otherPinTime = START_TIME;

  Signed internal published;
  uint256 internal aliceSecret = 0xA11CE;
  address internal alice = vm.addr(0xA11CE);
  address internal bob = address(0xB0B);

  function setUp() public virtual {
    vm.chainId(HOME_CHAIN);
    vm.warp(START_TIME);
    vm.roll(1000);
    _makeOperators();
    usdc = _token("USD Coin", "USDC", 6);
    weth = _token("Wrapped Ether", "WETH", 18);
    gcm = _deployGcm(_tokens());
    _installKey(gcm);
    collateralLeaves.push(CollateralLeaf(HOME_CHAIN, address(usdc), 6, 1e8, 0, 0));
    collateralLeaves.push(CollateralLeaf(HOME_CHAIN, address(weth), 18, 2250e8, 1e8, 5e7));
  }

  function _deployGcm(address[] memory tokens) internal returns (WholeManager) {
    uint104[] memory outflowsPerDay = new uint104[](tokens.length);
    for (uint256 i = 0; i < tokens.length; i++) {
      outflowsPerDay[i] = type(uint104).max;
    }
    return _deployGcm(tokens, outflowsPerDay);
  }

  function _deployGcm(address[] memory tokens, uint104[] memory outflowsPerDay)
    internal
    returns (WholeManager)
  {
    return WholeManager(
      Shipped.deploy(
        "GeneralizedCollateralManager",
        abi.encode(
          keccak256("random"),
          HOME_CHAIN,
          uint64(7),
          keccak256("anchor"),
          operatorAddresses,
          tokens,
          outflowsPerDay
        )
      )
    );
  }

  function _tokens() internal view returns (address[] memory tokens) {
    tokens = new address[](2);
    tokens[0] = address(usdc);
    tokens[1] = address(weth);
  }

  function _token(string memory name, string memory symbol, uint8 decimals)
    internal
    returns (CollateralToken)
  {
    return CollateralToken(
      Shipped.deploy("CollateralToken", abi.encode(name, symbol, decimals))
    );
  }

  function _firstKey() internal returns (FirstKey memory) {
    (uint256 x, uint8 parity) = GroupSigner.keyOf(GROUP_SECRET);
    return FirstKey(
      KEY_EPOCH, x, parity, _committee(KEY_EPOCH, x, parity), RULES, 1, KEY_EXPIRES
    );
  }

  /// @dev The four operators as a committee that holds a key's shares.
  function _members() internal view returns (CommitteeMembers memory members) {
    members.threshold = 3;
    members.identities = operatorAddresses;
    members.publicShares = new bytes[](4);
    for (uint8 i = 0; i < 4; i++) {
      members.publicShares[i] = abi.encodePacked(uint8(2), keccak256(abi.encode("share", i)));
    }
  }

  function _committee(uint64 keyEpoch, uint256 x, uint8 parity) internal view returns (bytes32) {
    CommitteeMembers memory members = _members();
    bytes32 network = LoadlineTypes.networkId(
      keccak256("random"), HOME_CHAIN, 7, keccak256("anchor"), operatorAddresses
    );
    return keccak256(
      abi.encode(
        network, keyEpoch, x, parity, members.threshold, members.identities, members.publicShares
      )
    );
  }

  /// @dev The first `count` operators' signatures over a digest, by rising signer.
  function _votes(bytes32 digest, uint256 count) internal view returns (bytes[] memory votes) {
    votes = new bytes[](count);
    for (uint256 i = 0; i < count; i++) {
      votes[i] = _ecdsa(operatorSecrets[i], digest);
    }
  }

  function _installKey(WholeManager target) internal {
    FirstKey memory key = _firstKey();
    GroupSignature memory test = _keyTest(target.domainSeparator(), key);
    target.installFirstKey(
      key, _operatorSignatures(target.domainSeparator(), key, 3), test.rx, test.ry, test.z
    );
  }

  function _keyHash(FirstKey memory key) internal pure returns (bytes32) {
    return keccak256(abi.encode(LoadlineTypes.FIRST_KEY_TYPE, key));
  }

  function _keyTest(bytes32 domain, FirstKey memory key) internal returns (GroupSignature memory) {
    bytes32 message =
      LoadlineTypes.digest(domain, keccak256(abi.encode(LoadlineTypes.KEY_TEST_TYPE, _keyHash(key))));
    return GroupSigner.sign(GROUP_SECRET, message, 0);
  }

  /// @dev The first `count` operators' signatures, by rising signer.
  function _operatorSignatures(bytes32 domain, FirstKey memory key, uint256 count)
    internal
    view
    returns (bytes[] memory signatures)
  {
    bytes32 digest = LoadlineTypes.digest(domain, _keyHash(key));
    signatures = new bytes[](count);
    for (uint256 i = 0; i < count; i++) {
      signatures[i] = _ecdsa(operatorSecrets[i], digest);
    }
  }

  /// @dev The owner's signature that lets a holder serve its account at a guard of the present chain.
  function _linkSignature(
    uint256 ownerSecret,
    address guard,
    uint64 homeChainId,
    address homeGcm,
    uint32 subAccount,
    address holder
  ) internal view returns (bytes memory) {
    bytes32 domain = keccak256(
      abi.encode(
        UserOrders.DOMAIN_TYPE, keccak256("Loadline GCM"), keccak256("1"), block.chainid, guard
      )
    );
    bytes32 order = keccak256(
      abi.encode(UserOrders.ACCEPT_LINK_TYPE, homeChainId, homeGcm, subAccount, holder)
    );
    return _ecdsa(ownerSecret, keccak256(abi.encodePacked(hex"1901", domain, order)));
  }

  function _ecdsa(uint256 secret, bytes32 digest) internal pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
    return abi.encodePacked(r, s, v);
  }

  /// @dev A signed round over the present leaves that has read this chain at `pinBlock`.
  function _sign(uint64 height, uint64 pinBlock) internal returns (Signed memory round) {
    Report memory report;
    round.pins = new Pin[](2);
    round.pins[0] = Pin(HOME_CHAIN, pinBlock, blockhash(pinBlock), uint64(block.timestamp));
    round.pins[1] = Pin(OTHER_CHAIN, otherPinBlock, blockhash(otherPinBlock), otherPinTime);
    round.sectionTrees = _sectionTrees();
    round.sections = StandardTree.build(_sectionLeaves(round.sectionTrees));
    report.keyEpoch = signEpoch;
    report.breakerState = breakerState;
    report.height = height;
    report.rulesHash = signRules;
    report.pinsRoot = StandardTree.build(_pinLeaves(round.pins))[0];
    report.snapshotHash = keccak256(abi.encode("snapshot", height));
    report.sectionsRoot = round.sections[0];
    report.previousReport = keccak256(abi.encode("previous", height));
    report.anchorTime = uint64(block.timestamp);
    report.validityEnd = uint64(block.timestamp) + VALIDITY_SECONDS;
    round.report = report;
    round.signature = _groupSign(gcm.domainSeparator(), report);
  }

  function _groupSign(bytes32 domain, Report memory report) internal returns (GroupSignature memory) {
    return GroupSigner.sign(signSecret, _digest(domain, report), 0);
  }

  function _digest(bytes32 domain, Report memory report) internal pure returns (bytes32) {
    return
      LoadlineTypes.digest(domain, keccak256(abi.encode(LoadlineTypes.REPORT_TYPE, report)));
  }

  function _submit(WholeManager target, Signed memory round, uint256 pinIndex)
    internal
  {
    target.submitRound(
      round.report,
      round.signature.rx,
      round.signature.ry,
      round.signature.z,
      round.pins[pinIndex],
      _pinProof(round, pinIndex)
    );
  }

  /// @dev Signs a round over the present leaves, submits it to the GCM and remembers it for proofs.
  function _publish(uint64 height, uint64 pinBlock) internal {
    Signed memory round = _sign(height, pinBlock);
    _submit(gcm, round, 0);
    _remember(round);
  }

  function _remember(Signed memory round) internal {
    published.report = round.report;
    published.signature = round.signature;
    delete published.pins;
    published.pins.push(round.pins[0]);
    published.pins.push(round.pins[1]);
    published.sectionTrees = round.sectionTrees;
    published.sections = round.sections;
  }

  function _pinProof(Signed memory round, uint256 pinIndex) internal pure returns (bytes32[] memory) {
    return StandardTree.proof(StandardTree.build(_pinLeaves(round.pins)), pinIndex);
  }

  function _sectionProof(uint256 section) internal view returns (bytes32[] memory) {
    return StandardTree.proof(published.sections, section);
  }

  function _leafProof(uint256 section, uint256 index) internal view returns (bytes32[] memory) {
    return StandardTree.proof(published.sectionTrees[section], index);
  }

  function _proveRequirement(uint256 index) internal {
    gcm.proveRequirement(
      published.report.height,
      requirementLeaves[index],
      _sectionProof(REQUIREMENTS),
      _leafProof(REQUIREMENTS, index)
    );
  }

  function _proveCollaterals() internal {
    bytes32[][] memory proofs = new bytes32[][](collateralLeaves.length);
    for (uint256 i = 0; i < proofs.length; i++) {
      proofs[i] = _leafProof(COLLATERAL, i);
    }
    gcm.proveCollaterals(
      published.report.height, collateralLeaves, _sectionProof(COLLATERAL), proofs
    );
  }

  function _proveBound(WholeManager target, uint256 index) internal {
    target.proveBound(
      published.report.height, boundLeaves[index], _sectionProof(BOUNDS), _leafProof(BOUNDS, index)
    );
  }

  function _proveLine(WholeManager target, uint256 index) internal {
    target.proveLine(
      published.report.height,
      lineLeaves[index],
      _sectionProof(CREDIT_LINES),
      _leafProof(CREDIT_LINES, index)
    );
  }

  function _deposit(address owner, CollateralToken token, uint128 amount) internal {
    token.mint(owner, amount);
    vm.prank(owner);
    token.approve(address(gcm), amount);
    vm.prank(owner);
    gcm.deposit(address(token), amount, 0);
  }

  /// @dev A requirement leaf of the owner's first account; the last one set counts.
  function _require(address owner, uint128 initialE6) internal returns (uint256 index) {
    bytes32 account = gcm.accountId(owner, 0);
    RequirementLeaf memory leaf =
      RequirementLeaf(account, address(gcm), initialE6, initialE6 * 8 / 10, initialE6, 0);
    for (index = 0; index < requirementLeaves.length; index++) {
      if (requirementLeaves[index].account == account) {
        requirementLeaves[index] = leaf;
        return index;
      }
    }
    requirementLeaves.push(leaf);
  }

  function _sectionTrees() private view returns (bytes32[][] memory trees) {
    trees = new bytes32[][](7);
    bytes[] memory leaves = new bytes[](requirementLeaves.length);
    for (uint256 i = 0; i < leaves.length; i++) {
      leaves[i] = abi.encode(requirementLeaves[i]);
    }
    trees[REQUIREMENTS] = StandardTree.build(leaves);
    leaves = new bytes[](collateralLeaves.length);
    for (uint256 i = 0; i < leaves.length; i++) {
      leaves[i] = abi.encode(collateralLeaves[i]);
    }
    trees[COLLATERAL] = StandardTree.build(leaves);
    leaves = new bytes[](boundLeaves.length);
    for (uint256 i = 0; i < leaves.length; i++) {
      leaves[i] = abi.encode(boundLeaves[i]);
    }
    trees[BOUNDS] = StandardTree.build(leaves);
    leaves = new bytes[](lineLeaves.length);
    for (uint256 i = 0; i < leaves.length; i++) {
      leaves[i] = abi.encode(lineLeaves[i]);
    }
    trees[CREDIT_LINES] = StandardTree.build(leaves);
    for (uint256 i = 4; i < 7; i++) {
      trees[i] = new bytes32[](1);
      trees[i][0] = keccak256(abi.encode("section", i));
    }
  }

  function _sectionLeaves(bytes32[][] memory trees) private pure returns (bytes[] memory leaves) {
    string[7] memory names =
      ["requirements", "collateral", "bounds", "creditLines", "changed", "summary", "state"];
    leaves = new bytes[](7);
    for (uint256 i = 0; i < 7; i++) {
      leaves[i] = abi.encode(keccak256(bytes(names[i])), trees[i][0]);
    }
  }

  function _pinLeaves(Pin[] memory pins) private pure returns (bytes[] memory leaves) {
    leaves = new bytes[](pins.length);
    for (uint256 i = 0; i < pins.length; i++) {
      leaves[i] = abi.encode(pins[i]);
    }
  }

  function _makeOperators() private {
    for (uint256 i = 1; i <= 4; i++) {
      uint256 secret = uint256(keccak256(abi.encode("operator", i)));
      operatorSecrets.push(secret);
      operatorAddresses.push(vm.addr(secret));
      for (uint256 j = i - 1; j > 0 && operatorAddresses[j] < operatorAddresses[j - 1]; j--) {
        (operatorAddresses[j], operatorAddresses[j - 1]) =
          (operatorAddresses[j - 1], operatorAddresses[j]);
        (operatorSecrets[j], operatorSecrets[j - 1]) = (operatorSecrets[j - 1], operatorSecrets[j]);
      }
    }
  }
}
