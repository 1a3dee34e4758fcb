/**
 * What may be told of a server's words: only words everybody's server says, so that nothing in them can be somebody's. Names are not
 * looked for and taken out, since nobody knows all of them; instead everything else is.
 */

/** Response codes: RFC 9051 7.1, RFC 5530, RFC 4978, RFC 7162, RFC 9208, and what some large providers add. In upper case. */
const RESPONSE_CODES = `ALERT ALREADYEXISTS APPENDLIMIT APPENDUID AUTHENTICATIONFAILED AUTHORIZATIONFAILED BADCHARSET BADEVENT BYE
  CANNOT CAPABILITY CLIENTBUG CLOSED COMPRESSIONACTIVE CONTACTADMIN COPYUID CORRUPTION EXPIRED EXPUNGEISSUED HASCHILDREN
  HIGHESTMODSEQ INUSE LIMIT LOGINDISABLED MAILBOXID MESSAGELIMIT MODIFIED NOMODSEQ NONEXISTENT NOPERM NOTSAVED OVERQUOTA PARSE
  PERMANENTFLAGS PRIVACYREQUIRED READ-ONLY READ-WRITE REFERRAL SERVERBUG SYS TEMP THROTTLED TOOBIG TOOMANY TRYCREATE UIDNEXT
  UIDNOTSTICKY UIDVALIDITY UNAVAILABLE UNKNOWN-CTE UNSEEN USEATTR WEBALERT`;

/** Of the system (errno), of the TLS library and of Homing's own connection. In upper case. */
const CONNECTION_CODES = `ECONNREFUSED ECONNRESET ECONNABORTED ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME EHOSTDOWN EHOSTUNREACH
  ENETDOWN ENETUNREACH ENONET EADDRNOTAVAIL EACCES EPERM EPIPE EPROTO ETIMEDOUT ETIMEOUT ENOSPC EDQUOT EROFS EIO CONNECT_TIMEOUT
  GREETING_TIMEOUT UPGRADE_TIMEOUT SIGN_IN_TIMEOUT SILENCE BAD_RESPONSE TOO_MANY_MAILBOXES NOT_ENCRYPTED NOT_IMAP NOT_SIGNED_IN PREAUTH TLS_NOT_OFFERED
  STARTTLS_INJECTION CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REVOKED CERT_REJECTED CERT_SIGNATURE_FAILURE CERT_UNTRUSTED
  CERT_CHAIN_TOO_LONG DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN HOSTNAME_MISMATCH INVALID_CA INVALID_PURPOSE
  PATH_LENGTH_EXCEEDED UNABLE_TO_GET_CRL UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE
  ERR_TLS_CERT_ALTNAME_INVALID ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION`;

/** What servers say in sentences. In lower case; no word that is a common name of a person, a folder or a subject. */
const SENTENCES = `a about access account accounts action active address administrator again all allow allowed already an and another any
  app append application are argument arguments as at attempt attempts authenticate authenticated authentication authorization
  authorized auto-logout backoff bad bandwidth basic be because been before begin being blocked browser bug but by bytes cannot can
  can't certificate change changed character characters client close closed closing code command commands complete completed concurrent
  configured connect connected connecting connection connections contain contains contact content could couldn't count create created
  credentials currently daily data database day days deleted denied depth did directory disabled disconnected disconnecting disk
  does doesn't domain done due during empty enable enabled encrypted enough entity error errors exceed exceeded exceeds exist existing
  exists expected expired failed failure fetch few file filesystem find first flag flags folder folders for forbidden format found
  from full gb generate got greater had has have hierarchy hour hours however idle if illegal imap imap4 imap4rev1 in inactivity
  incorrect information input internal invalid is it its kb large larger later least length less limit limited limits line lines
  list literal load local locked log logged login logging logout long lookup lost mail mailbox mailboxes many maximum may mb memory
  message messages method milliseconds minute minutes missing more ms much must name names need needed needs network new no not nul
  null number occurred of off offline on once one only open opened operation or other over oversized parse parsing password per
  permission permitted please policy port possible preferences problem process processing protocol provided quota quotas rate reached
  read received recent recipient refused rejected reject remote repeated replied request requested requests required requires reset
  resource resources response restricted retry root same seconds second secure security select selected separator server servers
  service session sessions set settings shutting sign signed simultaneous size slow so some space specific specified ssl start starttls
  state status still stop storage store such suggested suspended syntax system temporarily temporary than that the their there this
  throttled time timed timeout times tls to today too transaction transport tries try turn two unable unavailable unexpected unknown
  unrecognized unsupported until up upgrade usage use used user username using valid verify version via wait waiting was web when while
  will with within without working write writing wrong you your`;

/** Capabilities by name (the part before `=` counts): the IMAP registry, and what large servers add. In upper case. */
const CAPABILITIES = `ACL ANNOTATE-EXPERIMENT-1 APPENDLIMIT AUTH BINARY CATENATE CHILDREN COMPRESS CONDSTORE CONTEXT CONVERT
  CREATE-SPECIAL-USE ENABLE ESEARCH ESORT FILTERS FUZZY I18NLEVEL ID IDLE IMAP4 IMAP4REV1 IMAP4REV2 IMAPSIEVE INPROGRESS JMAPACCESS
  LANGUAGE LIST-EXTENDED LIST-METADATA LIST-MYRIGHTS LIST-STATUS LITERAL+ LITERAL- LOGIN-REFERRALS LOGINDISABLED MAILBOX-REFERRALS
  MESSAGELIMIT METADATA METADATA-SERVER MOVE MULTIAPPEND MULTISEARCH NAMESPACE NOTIFY OBJECTID PARTIAL PREVIEW QRESYNC QUOTA QUOTASET
  REPLACE RIGHTS SASL-IR SAVEDATE SAVELIMIT SEARCHRES SEARCH SNIPPET SORT SPECIAL-USE STARTTLS STATUS STATUS=SIZE THREAD UIDBATCHES
  UIDONLY UIDPLUS UNAUTHENTICATE UNSELECT URLAUTH URL-PARTIAL UTF8 WITHIN X-GM-EXT-1 XAPPLEPUSHSERVICE XLIST XYMHIGHESTMODSEQ XMOVE`;

/** Programs by how they call themselves (RFC 2971); with them a version is told. In lower case. */
const PROGRAMS = `dovecot cyrus stalwart courier zimbra gimap hmailserver exchange james archiveopteryx mdaemon kerio communigate icewarp
  axigen openwave mailenable oracle zoho yandex yahoo icloud perdition nginx proton greenmail`;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Codes that may be told, in upper case. */
export const knownCodes = setOf(`${RESPONSE_CODES} ${CONNECTION_CODES}`);
/** Words of servers that may be told, in lower case. */
export const knownWords = setOf(`${SENTENCES} ${RESPONSE_CODES.toLowerCase()}`);
/** Capabilities that may be told, in upper case. */
export const knownCapabilities = setOf(CAPABILITIES);
/** Server programs that may be told, in lower case. */
export const knownPrograms = setOf(PROGRAMS);
/** What a number may be told with. */
export const knownUnits = setOf(
  'milliseconds ms seconds second minutes minute hours hour days day bytes kb mb gb connections messages',
);
