/**
 * Words of FTP servers, of their replies and of their own names. A word of a reply that is none of them may be anybody's
 * name, so it does not stay.
 */
const KNOWN_WORDS = new Set(
  (
    'a abor aborted aborting about accept accepted access account accepts action active actual ad additional address ' +
    'administrator after again aggressive all allocated allow allowed already also an and anonymous any apache append ' +
    'are argument arguments as ascii at attempt attempts auth authenticated authentication authorized available avbl ' +
    'bad banned be because been before begin below binary blocked both broken bsd but by bye byte bytes came can cannot ' +
    'cant ccc cd cdup certificate change changed channel char check checksum choose cipher clear clnt close closed ' +
    'closing cmd code command commands complete completed confidential conf connect connected connection connections ' +
    'contact continue control could couldn couldnt count created creating crlf crypto current currently cut cwd data ' +
    'date day days decrypt dele delete deleted denied denies deny desired detected did didn different dir directory ' +
    'disabled disconnected disk does doesn doesnt don done dont download due during each either email empty en enabled ' +
    'enc encoding encrypted encryption end ended ending enough enter entered entering enters entry eprt epsv err error ' +
    'esta established etc exceeded exist existing exists expected expired explicit extended failed failure fatal feat ' +
    'feature features file files filezilla filename filter first following follows for forbidden foreign format found ' +
    'free from ftp ftpd ftps ftpserver full gmt go goodbye got gracefully greeting group guest had handshake has have ' +
    'hello help here high home host hosts hour hours how idle if ignored iis illegal image implemented implicit in ' +
    'inactivity incomplete incorrect incoming infected information initial initiated insecure insufficient integrity ' +
    'internal into invalid is it its join just key kb killed kind l8 lang large last least length level limit limited ' +
    'line lines lis list listing local localhost locked logged login logout long lost low lprt make malware many max ' +
    'maximum may mdtm message messages mfct mff mfmt microsoft mic mins minutes mismatch mkd mlsd mlst mode modify more ' +
    'most moved much multi must name names native need needed needs negotiate negotiated net network new next nlst no ' +
    'non none noop normal not note nothing now number octets of off offset ok okay on once one only open opened opening ' +
    'operation operations option options opts or order other out over overloaded own owner parallel parameter ' +
    'parameters parent parse pass passive password passwords path pbsz peer per perm perhaps permanently permission ' +
    'permit permitted please pleased policy port ports possible pret previous previously private problem proceed ' +
    'process processing proftpd prohibited prot protected protection protocol proxy public pub pure pureftpd put pwd ' +
    'pyftpdlib quit quota range rate read ready received recommended reconnect record recv refused reinitialize reject ' +
    'rejected rein remote remove removed rename renamed reply request requested require required requires reset rest ' +
    'restart restarting restricted resume resumed resuming retr retrieve retrying return returned reuse reused right ' +
    'rmd rnfr rnto root route running safe same sec second seconds secure security see select send sending sent serv-u ' +
    'server servers service session sessions set sfm sftp sha should shutdown shutting site size small smnt so socket ' +
    'some something sorry space specified ssl ssl_reuse start started starting stat state status still stor storage ' +
    'store stou stream string strong stru structure success successful successfully such supplied support supported ' +
    'supports suspicious syntax syst system systems taken temp temporarily temporary terminated terminating than thank ' +
    'thanks that the theft them then there these they this time timed timeout times tls tlsv1 to too total transaction ' +
    'transfer transferred transfers transferring transmission tried try tvfs two type typecode unable unauthorized ' +
    'under unexpected unique unix unknown unless unrecognized unsafe unsecured unsupported until up update upload ' +
    'uploaded uploads usage use used user users using utf utf8 utf-8 valid value verify version via violation virtual ' +
    'virus visitors vsftpd wait waiting want was we welcome were what when where which while who will windows windows_nt ' +
    'with within without word work working would wrong write writing xcrc xcup xcwd xmd5 xmkd xpwd xrmd xsha1 xsha256 ' +
    'you your zero zone wu-ftpd warftp gene6 crushftp glftpd titan cerberus wing ws_ftp bftpd twisted mina ncftpd ' +
    'ip connecting specify switching switched ready. fortigate fortinet iis6 inetutils gnu linux ubuntu debian freebsd x2 l j n i e p c s d t u m mb gb ms'
  ).split(' '),
);

export function isReplyWord(word: string): boolean {
  return KNOWN_WORDS.has(word.toLowerCase());
}

/** Also versions, and the signs between two words. */
export function isKnownReplyWord(word: string): boolean {
  return word === '' || /^[vV]?\d[\d.]*$/.test(word) || isReplyWord(word);
}
