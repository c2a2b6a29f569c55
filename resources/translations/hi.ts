<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi" sourcelanguage="en">
 <context>
  <name>about</name>
  <message>
   <source>About StudySpot Desk</source>
   <translation>StudySpot Desk के बारे में</translation>
  </message>
  <message>
   <source>StudySpot Desk</source>
   <translation>StudySpot Desk</translation>
  </message>
  <message>
   <source>The front desk of a study library.
MIT licence.</source>
   <translation>स्टडी लाइब्रेरी का काउंटर।
MIT लाइसेंस।</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>बंद करें</translation>
  </message>
  <message>
   <source>Version {version}</source>
   <translation>वर्शन {version}</translation>
  </message>
 </context>
 <context>
  <name>account</name>
  <message>
   <source>Your sign-in has ended. Please sign in again; the bookings here are kept.</source>
   <translation>आपका साइन-इन खत्म हो गया है। कृपया फिर से साइन इन करें; यहाँ की बुकिंग सुरक्षित हैं।</translation>
  </message>
  <message>
   <source>{email} is a student's account. The front desk is for a library's owner and staff: sign in as one of them.</source>
   <translation>{email} एक छात्र का खाता है। यह डेस्क लाइब्रेरी के मालिक और स्टाफ़ के लिए है: उनमें से किसी के खाते से साइन इन करें।</translation>
  </message>
  <message>
   <source>{server} answered the sign-in without a token. Check that the address is a StudySpot server's.</source>
   <translation>{server} ने साइन-इन के जवाब में टोकन नहीं दिया। जाँच लें कि पता किसी StudySpot सर्वर का ही है।</translation>
  </message>
  <message>
   <source>{server} answered the sign-in with a token that cannot be sent back, because it has letters that no token may have. Check that the address is a StudySpot server's, or ask whoever runs it.</source>
   <translation>{server} ने साइन-इन के जवाब में ऐसा टोकन दिया जो वापस नहीं भेजा जा सकता, क्योंकि उसमें ऐसे अक्षर हैं जो टोकन में नहीं हो सकते। जाँच लें कि पता किसी StudySpot सर्वर का ही है, या सर्वर चलाने वाले से पूछें।</translation>
  </message>
  <message>
   <source>The server says of the account what StudySpot Desk does not understand ({why}).</source>
   <translation>सर्वर ने खाते के बारे में जो बताया, वह StudySpot Desk की समझ में नहीं आया ({why})।</translation>
  </message>
  <message>
   <source>{server} answers, but there is no sign-in at that address. Check it: as a rule nothing follows the name or the port.</source>
   <translation>{server} से जवाब मिलता है, पर उस पते पर साइन-इन नहीं है। पता जाँच लें: आम तौर पर नाम या पोर्ट के बाद कुछ नहीं होता।</translation>
  </message>
 </context>
 <context>
  <name>acts</name>
  <message>
   <source>Check-in: {student}</source>
   <translation>चेक-इन: {student}</translation>
  </message>
  <message>
   <source>Check-out: {student}</source>
   <translation>चेक-आउट: {student}</translation>
  </message>
  <message>
   <source>Cancelled: {student}</source>
   <translation>रद्द: {student}</translation>
  </message>
  <message>
   <source>Somebody has changed this meanwhile. It is now:
{words}</source>
   <translation>इस बीच किसी ने इसे बदल दिया है। अब यह है:
{words}</translation>
  </message>
  <message>
   <source>Another time: {student}</source>
   <translation>नया समय: {student}</translation>
  </message>
  <message>
   <source>{money} is not paid</source>
   <translation>{money} बकाया है</translation>
  </message>
  <message>
   <source>Confirmed: {student}</source>
   <translation>पक्की: {student}</translation>
  </message>
  <message>
   <source>Declined: {student}</source>
   <translation>मना की गई: {student}</translation>
  </message>
  <message>
   <source>Did not arrive: {student}</source>
   <translation>नहीं आए: {student}</translation>
  </message>
  <message>
   <source>Another end: {student}</source>
   <translation>नया समाप्ति समय: {student}</translation>
  </message>
  <message>
   <source>Another seat: {student}</source>
   <translation>नई सीट: {student}</translation>
  </message>
  <message>
   <source>Payment: {student}</source>
   <translation>भुगतान: {student}</translation>
  </message>
  <message>
   <source>Note: {student}</source>
   <translation>नोट: {student}</translation>
  </message>
  <message>
   <source>Held longer: {student}</source>
   <translation>सीट और देर रखी गई: {student}</translation>
  </message>
  <message>
   <source>None of these is due now: check them in one by one</source>
   <translation>इनमें से किसी का समय अभी नहीं है: एक-एक करके चेक-इन करें</translation>
  </message>
  <message>
   <source>“{what}” is not possible with several, or with none of these</source>
   <translation>“{what}” कई बुकिंग पर एक साथ नहीं हो सकता, या इनमें से किसी पर नहीं</translation>
  </message>
  <message>
   <source>“{what}” has to wait until what was done before has been sent</source>
   <translation>“{what}” तभी होगा जब पहले किया गया काम भेज दिया जाएगा</translation>
  </message>
  <message>
   <source>“{what}” is not possible now – {student}: {state}</source>
   <translation>“{what}” अभी नहीं हो सकता – {student}: {state}</translation>
  </message>
  <message>
   <source>Do not check in</source>
   <translation>चेक-इन न करें</translation>
  </message>
  <message>
   <source>Check in now</source>
   <translation>अभी चेक-इन करें</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Another seat…</source>
   <translation>दूसरी सीट…</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>चेक-इन करें</translation>
  </message>
  <message>
   <source>The seat is free for others at once. If the student comes after all, check in.</source>
   <translation>सीट तुरंत दूसरों के लिए खाली हो जाएगी। छात्र बाद में आ जाएँ, तो चेक-इन करें।</translation>
  </message>
  <message>
   <source>Wait longer</source>
   <translation>और इंतज़ार करें</translation>
  </message>
  <message>
   <source>Did not arrive</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>The student is told, and the seat is free for others at once.</source>
   <translation>छात्र को बता दिया जाएगा और सीट तुरंत दूसरों के लिए खाली हो जाएगी।</translation>
  </message>
  <message>
   <source>Leave it open</source>
   <translation>अभी रहने दें</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>मना करें</translation>
  </message>
  <message>
   <source>Cancel this booking?</source>
   <translation>यह बुकिंग रद्द करें?</translation>
  </message>
  <message>
   <source>Keep booking</source>
   <translation>बुकिंग रखें</translation>
  </message>
  <message>
   <source>Cancel booking</source>
   <translation>बुकिंग रद्द करें</translation>
  </message>
  <message>
   <source>Keep them</source>
   <translation>इन्हें रखें</translation>
  </message>
  <message>
   <source>Cancel them</source>
   <translation>इन्हें रद्द करें</translation>
  </message>
  <message>
   <source>The student has arrived: it cannot be cancelled.</source>
   <translation>छात्र आ चुके हैं: बुकिंग रद्द नहीं हो सकती।</translation>
  </message>
  <message>
   <source>Check in {student} now?</source>
   <translation>{student} का चेक-इन अभी करें?</translation>
  </message>
  <message>
   <source>This booking is not for now. It is for:
{when}</source>
   <translation>यह बुकिंग अभी की नहीं है। इसका समय है:
{when}</translation>
  </message>
  <message>
   <source>{student} sits on seat {seat}</source>
   <translation>सीट {seat} पर {student} बैठे हैं</translation>
  </message>
  <message>
   <source>The seat is theirs until {time}. Check them out first, or give {student} another seat.</source>
   <translation>यह सीट {time} तक उनकी है। पहले उनका चेक-आउट करें, या {student} को दूसरी सीट दें।</translation>
  </message>
  <message>
   <source>{student} is still on seat {seat}</source>
   <translation>{student} अभी भी सीट {seat} पर हैं</translation>
  </message>
  <message>
   <source>Their time is over, but nobody has checked them out. Check in {student} all the same?</source>
   <translation>उनका समय पूरा हो चुका है, पर किसी ने चेक-आउट नहीं किया। फिर भी {student} का चेक-इन करें?</translation>
  </message>
  <message>
   <source>{student} did not arrive?</source>
   <translation>{student}: नहीं आए?</translation>
  </message>
  <message>
   <source>Decline {student}?</source>
   <translation>{student} को मना करें?</translation>
  </message>
  <message>
   <source>{student} · Seat {seat} · {when}</source>
   <translation>{student} · सीट {seat} · {when}</translation>
  </message>
  <message>
   <source>It is over; it stays in the list, as cancelled.</source>
   <translation>इसका समय खत्म हो चुका है; यह सूची में रद्द बुकिंग के रूप में रहेगी।</translation>
  </message>
  <message>
   <source>The seat is free for others at once.</source>
   <translation>सीट तुरंत दूसरों के लिए खाली हो जाएगी।</translation>
  </message>
  <message>
   <source>Their seats are free for others at once.
{names}</source>
   <translation>इनकी सीटें तुरंत दूसरों के लिए खाली हो जाएँगी।
{names}</translation>
  </message>
  <message>
   <source>{student} · {seat}</source>
   <translation>{student} · {seat}</translation>
  </message>
  <message>
   <source>Note: {note}</source>
   <translation>नोट: {note}</translation>
  </message>
  <message>
   <source>{money} was paid; that it was given back is written down afterwards (P).</source>
   <translation>{money} का भुगतान हो चुका है; पैसे लौटाने की बात बाद में दर्ज करें (P)।</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>और {count} अन्य</translation>
  </message>
  <message>
   <source>Somebody has just changed this booking – {student}: {state}</source>
   <translation>किसी ने अभी-अभी यह बुकिंग बदली है – {student}: {state}</translation>
  </message>
 </context>
 <context>
  <name>alerting</name>
  <message>
   <source>Open</source>
   <translation>खोलें</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>चेक-इन करें</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>पक्की करें</translation>
  </message>
  <message>
   <source>Decline…</source>
   <translation>मना करें…</translation>
  </message>
  <message>
   <source>Got it</source>
   <translation>समझ गए</translation>
  </message>
  <message>
   <source>Call</source>
   <translation>कॉल करें</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>और {count} अन्य</translation>
  </message>
  <message>
   <source>Notifications cannot be shown ({why}). New bookings still appear here and ring. Run 'studyspot-desk doctor' to see what is missing.</source>
   <translation>सूचनाएँ नहीं दिखाई जा सकतीं ({why})। नई बुकिंग फिर भी यहाँ दिखेंगी और बजेंगी। क्या कमी है, यह देखने के लिए 'studyspot-desk doctor' चलाएँ।</translation>
  </message>
  <message>
   <source>Nothing on this computer makes telephone calls. {name} is reached at {phone}.</source>
   <translation>इस कंप्यूटर से फ़ोन कॉल नहीं हो सकती। {name} से {phone} पर बात हो सकती है।</translation>
  </message>
  <message>
   <source>Chimes cannot be played. {why} Until then the desk beeps.</source>
   <translation>धुनें नहीं बज सकतीं। {why} तब तक डेस्क से बीप बजेगी।</translation>
  </message>
  <message>
   <source>{why} Until then our own chime is played.</source>
   <translation>{why} तब तक हमारी अपनी धुन बजेगी।</translation>
  </message>
  <message>
   <source>Alerts cannot be read out. {why}</source>
   <translation>अलर्ट बोलकर नहीं सुनाए जा सकते। {why}</translation>
  </message>
 </context>
 <context>
  <name>alerts</name>
  <message>
   <source>Kinds of alerts</source>
   <translation>अलर्ट के प्रकार</translation>
  </message>
  <message>
   <source>Library that the rules are for</source>
   <translation>जिस लाइब्रेरी के लिए नियम हैं</translation>
  </message>
  <message>
   <source>For</source>
   <translation>किसके लिए</translation>
  </message>
  <message>
   <source>All libraries</source>
   <translation>सभी लाइब्रेरी</translation>
  </message>
  <message>
   <source>Each with its own sound</source>
   <translation>हर एक की अपनी आवाज़</translation>
  </message>
  <message>
   <source>Which sound?</source>
   <translation>कौन-सी आवाज़?</translation>
  </message>
  <message>
   <source>Sounds (*.wav *.ogg *.oga *.mp3 *.flac)</source>
   <translation>आवाज़ें (*.wav *.ogg *.oga *.mp3 *.flac)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>सभी फ़ाइलें (*)</translation>
  </message>
  <message>
   <source>New booking: Asha. Seat A-12</source>
   <translation>नई बुकिंग: आशा। सीट A-12</translation>
  </message>
  <message>
   <source>All alerts</source>
   <translation>सभी अलर्ट</translation>
  </message>
  <message>
   <source>What happened while away</source>
   <translation>गैरमौजूदगी में जो हुआ</translation>
  </message>
  <message>
   <source>The desk itself</source>
   <translation>खुद डेस्क</translation>
  </message>
  <message>
   <source>No sound</source>
   <translation>कोई आवाज़ नहीं</translation>
  </message>
  <message>
   <source>Chime for bookings</source>
   <translation>बुकिंग की धुन</translation>
  </message>
  <message>
   <source>Chime for cancellations</source>
   <translation>रद्द होने की धुन</translation>
  </message>
  <message>
   <source>Soft chime</source>
   <translation>हल्की धुन</translation>
  </message>
  <message>
   <source>This computer’s own</source>
   <translation>इस कंप्यूटर की अपनी</translation>
  </message>
  <message>
   <source>Silent</source>
   <translation>साइलेंट</translation>
  </message>
  <message>
   <source>Not shown</source>
   <translation>दिखेगा नहीं</translation>
  </message>
  <message>
   <source>read out</source>
   <translation>बोलकर</translation>
  </message>
  <message>
   <source>in quiet, too</source>
   <translation>शांत मोड में भी</translation>
  </message>
  <message>
   <source>{percent} %</source>
   <translation>{percent} %</translation>
  </message>
  <message>
   <source>again every {span}</source>
   <translation>हर {span} पर फिर</translation>
  </message>
  <message>
   <source>No, once is enough</source>
   <translation>नहीं, एक बार काफ़ी है</translation>
  </message>
  <message>
   <source>Show a notification</source>
   <translation>सूचना दिखाएँ</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>आवाज़ का स्तर</translation>
  </message>
  <message>
   <source>Hear it</source>
   <translation>सुनें</translation>
  </message>
  <message>
   <source>Hear how this kind rings</source>
   <translation>सुनें कि इस तरह का अलर्ट कैसे बजता है</translation>
  </message>
  <message>
   <source>Louder each time</source>
   <translation>हर बार और तेज़</translation>
  </message>
  <message>
   <source>Read it out</source>
   <translation>बोलकर सुनाएँ</translation>
  </message>
  <message>
   <source>Ring in quiet, too</source>
   <translation>शांत मोड में भी बजाएँ</translation>
  </message>
  <message>
   <source>Back to the usual</source>
   <translation>पहले जैसा करें</translation>
  </message>
  <message>
   <source>Drop the rule for this kind</source>
   <translation>इस तरह के अलर्ट का नियम हटाएँ</translation>
  </message>
  <message>
   <source>A file of my own…</source>
   <translation>मेरी अपनी फ़ाइल…</translation>
  </message>
  <message>
   <source>Every {span}, until somebody takes it</source>
   <translation>हर {span} पर, जब तक कोई देख न ले</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>आवाज़</translation>
  </message>
  <message>
   <source>Ring again</source>
   <translation>दोबारा बजाएँ</translation>
  </message>
  <message>
   <source>For at most</source>
   <translation>अधिकतम</translation>
  </message>
 </context>
 <context>
  <name>api</name>
  <message>
   <source>{server} sends us on to another page instead of answering. Perhaps this network wants you to sign in in a browser first, or the address is not quite right.</source>
   <translation>{server} जवाब देने के बजाय किसी दूसरे पेज पर भेज रहा है। शायद इस नेटवर्क पर पहले ब्राउज़र में साइन इन करना पड़ता है, या पता पूरी तरह सही नहीं है।</translation>
  </message>
  <message>
   <source>{server} sends us on to {place} instead of answering. Perhaps this network wants you to sign in in a browser first, or the address is not quite right.</source>
   <translation>{server} जवाब देने के बजाय {place} पर भेज रहा है। शायद इस नेटवर्क पर पहले ब्राउज़र में साइन इन करना पड़ता है, या पता पूरी तरह सही नहीं है।</translation>
  </message>
  <message>
   <source>{server} answered with a web page, not as a StudySpot server does (HTTP {status}). Check the address, or whether this network wants you to sign in in a browser first.</source>
   <translation>{server} से जवाब में एक वेब पेज मिला, StudySpot सर्वर का जवाब नहीं (HTTP {status})। पता जाँच लें, या देखें कि क्या इस नेटवर्क पर पहले ब्राउज़र में साइन इन करना पड़ता है।</translation>
  </message>
  <message>
   <source>{server} answered with something else, not as a StudySpot server does (HTTP {status}). Check the address, or whether this network wants you to sign in in a browser first.</source>
   <translation>{server} से जवाब में कुछ और ही मिला, StudySpot सर्वर का जवाब नहीं (HTTP {status})। पता जाँच लें, या देखें कि क्या इस नेटवर्क पर पहले ब्राउज़र में साइन इन करना पड़ता है।</translation>
  </message>
  <message>
   <source>“{typed}” is not the address of a server. It looks like https://desk.example.com or http://192.168.1.20:8765.</source>
   <translation>“{typed}” किसी सर्वर का पता नहीं है। पता ऐसा दिखता है: https://desk.example.com या http://192.168.1.20:8765।</translation>
  </message>
  <message>
   <source>The server behind {server} is not running just now (HTTP {status}). It is tried again by itself.</source>
   <translation>{server} के पीछे का सर्वर अभी नहीं चल रहा (HTTP {status})। अपने आप फिर कोशिश की जाएगी।</translation>
  </message>
  <message>
   <source>The connection to {server} was given up for a new one. What was asked is asked again by itself.</source>
   <translation>{server} से पुराना कनेक्शन छोड़कर नया बनाया जा रहा है। जो पूछा गया था, वह अपने आप फिर पूछा जाएगा।</translation>
  </message>
  <message>
   <source>{server} is not the address of a server. Sign in with another one.</source>
   <translation>{server} किसी सर्वर का पता नहीं है। किसी दूसरे पते से साइन इन करें।</translation>
  </message>
  <message>
   <source>{server} answered more than {size} MB, which no StudySpot server does; the rest was not read. Check the address, or ask whoever runs the server.</source>
   <translation>{server} से {size} MB से भी बड़ा जवाब आया, जो कोई StudySpot सर्वर नहीं देता; बाकी नहीं पढ़ा गया। पता जाँच लें, या सर्वर चलाने वाले से पूछें।</translation>
  </message>
  <message>
   <source>{server} has a certificate that this computer does not trust ({why}). Nothing was sent. Check the address and the clock; else ask whoever runs the server.</source>
   <translation>{server} के सर्टिफ़िकेट पर इस कंप्यूटर को भरोसा नहीं है ({why})। कुछ भी नहीं भेजा गया। पता और घड़ी जाँच लें; वे सही हों तो सर्वर चलाने वाले से पूछें।</translation>
  </message>
  <message>
   <source>A safe connection to {server} could not be made ({why}). Check that the address begins with https only if the server has it.</source>
   <translation>{server} से सुरक्षित कनेक्शन नहीं बन पाया ({why})। जाँच लें: पता https से तभी शुरू हो जब सर्वर पर https चलता हो।</translation>
  </message>
  <message>
   <source>{server} answers, but not by https. Write http:// before the address if the server has no certificate, as in your own network; else ask whoever runs it.</source>
   <translation>{server} से जवाब मिलता है, पर https से नहीं। अगर सर्वर के पास सर्टिफ़िकेट नहीं है, जैसे आपके अपने नेटवर्क में, तो पते से पहले http:// लिखें; नहीं तो सर्वर चलाने वाले से पूछें।</translation>
  </message>
  <message>
   <source>The name {host} is not known here. Check the address and your connection.</source>
   <translation>यहाँ {host} नाम का पता नहीं चल रहा। पता और अपना कनेक्शन जाँच लें।</translation>
  </message>
  <message>
   <source>{server} did not answer in time. Check that it is running and that you are online.</source>
   <translation>{server} से समय पर जवाब नहीं मिला। जाँच लें कि सर्वर चल रहा है और आप ऑनलाइन हैं।</translation>
  </message>
  <message>
   <source>Nothing answers at {server}. Check the address and the port, and that the server is running.</source>
   <translation>{server} पर कोई जवाब नहीं मिलता। पता और पोर्ट जाँच लें, और यह भी कि सर्वर चल रहा है।</translation>
  </message>
  <message>
   <source>The connection to {server} broke ({why}). Check that you are online.</source>
   <translation>{server} से कनेक्शन टूट गया ({why})। जाँच लें कि आप ऑनलाइन हैं।</translation>
  </message>
  <message>
   <source>{server} is not the address of a server.</source>
   <translation>{server} किसी सर्वर का पता नहीं है।</translation>
  </message>
  <message>
   <source>{server} took the connection and broke it off. If the server has a certificate, write https:// before the address; else check that it is running.</source>
   <translation>{server} ने कनेक्शन लेकर तोड़ दिया। अगर सर्वर के पास सर्टिफ़िकेट है, तो पते से पहले https:// लिखें; नहीं तो जाँच लें कि सर्वर चल रहा है।</translation>
  </message>
 </context>
 <context>
  <name>asking</name>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
 </context>
 <context>
  <name>autostart</name>
  <message>
   <source>{path} cannot be changed ({why}).</source>
   <translation>{path} को बदला नहीं जा सकता ({why})।</translation>
  </message>
  <message>
   <source>The registry cannot be changed ({why}).</source>
   <translation>रजिस्ट्री बदली नहीं जा सकती ({why})।</translation>
  </message>
 </context>
 <context>
  <name>banners</name>
  <message>
   <source>Dismiss this message</source>
   <translation>यह संदेश हटाएँ</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>हटाएँ</translation>
  </message>
 </context>
 <context>
  <name>basic</name>
  <message>
   <source>This server is a basic one, which does not take prices from the desk. Please change them in the server's own pages.</source>
   <translation>यह एक साधारण सर्वर है, जो डेस्क से दाम नहीं लेता। कृपया दाम सर्वर के अपने पेजों में बदलें।</translation>
  </message>
  <message>
   <source>there is no list in it</source>
   <translation>इसमें कोई सूची नहीं है</translation>
  </message>
 </context>
 <context>
  <name>basic calls</name>
  <message>
   <source>The server took the booking, but its list does not show it yet.</source>
   <translation>सर्वर ने बुकिंग ले ली है, पर वह उसकी सूची में अभी नहीं दिखती।</translation>
  </message>
  <message>
   <source>The server does not know this booking any more, or lets nobody change it.</source>
   <translation>सर्वर पर यह बुकिंग अब नहीं है, या वह इसे किसी को बदलने नहीं देता।</translation>
  </message>
 </context>
 <context>
  <name>blind</name>
  <message>
   <source>Not receiving bookings since {time}</source>
   <translation>{time} से बुकिंग नहीं मिल रही हैं</translation>
  </message>
  <message>
   <source>Receiving bookings again</source>
   <translation>बुकिंग फिर से मिल रही हैं</translation>
  </message>
  <message>
   <source>The desk goes on trying. Check that this computer is online.</source>
   <translation>डेस्क कोशिश करता रहेगा। देख लें कि इस कंप्यूटर पर इंटरनेट चल रहा है।</translation>
  </message>
  <message>
   <source>Nothing arrived from {start} to {end}; all of it is fetched now.</source>
   <translation>{start} से {end} तक कुछ नहीं आया; अब वह सब ले लिया गया है।</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>खोलें</translation>
  </message>
 </context>
 <context>
  <name>bookings</name>
  <message>
   <source>Student</source>
   <translation>छात्र</translation>
  </message>
  <message>
   <source>Seat</source>
   <translation>सीट</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>From</source>
   <translation>कब से</translation>
  </message>
  <message>
   <source>To</source>
   <translation>कब तक</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>प्रकार</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>स्थिति</translation>
  </message>
  <message>
   <source>Payment</source>
   <translation>भुगतान</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>रकम</translation>
  </message>
  <message>
   <source>Booked</source>
   <translation>बुक हुई</translation>
  </message>
  <message>
   <source>{word}…</source>
   <translation>{word}…</translation>
  </message>
  <message>
   <source>No booking fits this filter.</source>
   <translation>इस फ़िल्टर से कोई बुकिंग नहीं मिली।</translation>
  </message>
  <message>
   <source>There is no booking under “{group}”.</source>
   <translation>“{group}” में कोई बुकिंग नहीं है।</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>कुछ नहीं मिला</translation>
  </message>
  <message>
   <source>No booking that is shown with this filter has “{text}” in it.</source>
   <translation>इस फ़िल्टर में दिख रही किसी बुकिंग में “{text}” नहीं है।</translation>
  </message>
  <message>
   <source>No booking under “{group}” has “{text}” in it.</source>
   <translation>“{group}” की किसी बुकिंग में “{text}” नहीं है।</translation>
  </message>
  <message>
   <source>No booking has “{text}” as name, phone, code or seat.</source>
   <translation>“{text}” नाम, फ़ोन, कोड या सीट वाली कोई बुकिंग नहीं है।</translation>
  </message>
  <message>
   <source>Clear filter</source>
   <translation>फ़िल्टर हटाएँ</translation>
  </message>
  <message>
   <source>Clear search</source>
   <translation>खोज हटाएँ</translation>
  </message>
  <message>
   <source>No bookings yet</source>
   <translation>अभी कोई बुकिंग नहीं</translation>
  </message>
  <message>
   <source>They appear here the moment a student books.</source>
   <translation>छात्र के बुक करते ही बुकिंग यहाँ दिखेगी।</translation>
  </message>
  <message>
   <source>The desk cannot begin yet</source>
   <translation>डेस्क अभी शुरू नहीं हो सकता</translation>
  </message>
  <message>
   <source>What keeps it from that stands at the top of this window. It tries again every few seconds, and goes on by itself.</source>
   <translation>इसका कारण इस विंडो में सबसे ऊपर लिखा है। हर कुछ सेकंड में फिर कोशिश होती है, और काम अपने-आप आगे बढ़ता है।</translation>
  </message>
  <message>
   <source>You are signed out</source>
   <translation>आप साइन आउट हैं</translation>
  </message>
  <message>
   <source>The bookings are shown as soon as somebody signs in.</source>
   <translation>किसी के साइन इन करते ही बुकिंग दिखेंगी।</translation>
  </message>
  <message>
   <source>Fetching the bookings…</source>
   <translation>बुकिंग लाई जा रही हैं…</translation>
  </message>
  <message>
   <source>This takes a moment after a start.</source>
   <translation>शुरू होने के बाद इसमें थोड़ा समय लगता है।</translation>
  </message>
  <message>
   <source>No bookings here yet</source>
   <translation>यहाँ अभी कोई बुकिंग नहीं</translation>
  </message>
  <message>
   <source>They are fetched as soon as the server can be reached. The desk keeps trying by itself.</source>
   <translation>सर्वर से संपर्क होते ही बुकिंग आ जाएँगी। डेस्क अपने-आप कोशिश करता रहता है।</translation>
  </message>
  <message>
   <source>Bookings</source>
   <translation>बुकिंग</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>व्यू</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>फ़िल्टर</translation>
  </message>
  <message>
   <source>Mark all as seen</source>
   <translation>सबको देखा हुआ मानें</translation>
  </message>
  <message>
   <source>The library’s own clock; this computer’s shows another time</source>
   <translation>लाइब्रेरी का अपना समय; इस कंप्यूटर की घड़ी अलग समय दिखाती है</translation>
  </message>
  <message>
   <source>{group}  {count}</source>
   <translation>{group}  {count}</translation>
  </message>
  <message>
   <source>Times in {zones}</source>
   <translation>समय: {zones}</translation>
  </message>
  <message>
   <source>Order and columns</source>
   <translation>क्रम और कॉलम</translation>
  </message>
  <message>
   <source>Filter ({count})</source>
   <translation>फ़िल्टर ({count})</translation>
  </message>
  <message>
   <source>{what} ({keys})</source>
   <translation>{what} ({keys})</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>इस क्रम में लगाएँ</translation>
  </message>
  <message>
   <source>The other way round</source>
   <translation>उल्टा क्रम</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>कॉलम</translation>
  </message>
  <message>
   <source>New: {name}</source>
   <translation>नई: {name}</translation>
  </message>
  <message>
   <source>Newer bookings</source>
   <translation>हाल की बुकिंग</translation>
  </message>
 </context>
 <context>
  <name>calls</name>
  <message>
   <source>The server sent a list of bookings that StudySpot Desk does not understand ({why}).</source>
   <translation>सर्वर से बुकिंग की ऐसी सूची आई जो StudySpot Desk की समझ में नहीं आई ({why})।</translation>
  </message>
 </context>
 <context>
  <name>cancel</name>
  <message>
   <source>For example: asked by phone</source>
   <translation>जैसे: फ़ोन करके कहा</translation>
  </message>
  <message>
   <source>Reason, may be left empty</source>
   <translation>कारण, खाली छोड़ सकते हैं</translation>
  </message>
  <message>
   <source>Reason (the student can read it)</source>
   <translation>कारण (छात्र को दिखेगा)</translation>
  </message>
 </context>
 <context>
  <name>catalogue</name>
  <message>
   <source>{name!r} belongs to no [[event]]</source>
   <translation>{name!r} किसी [[event]] में नहीं आता</translation>
  </message>
  <message>
   <source>there is no icon {icon!r}</source>
   <translation>{icon!r} नाम का कोई आइकन नहीं है</translation>
  </message>
  <message>
   <source>a booking has no field {name!r}; it has {fields}</source>
   <translation>बुकिंग में {name!r} नाम का कोई फ़ील्ड नहीं है; उसमें ये हैं: {fields}</translation>
  </message>
  <message>
   <source>there is no field {name!r}</source>
   <translation>{name!r} नाम का कोई फ़ील्ड नहीं है</translation>
  </message>
  <message>
   <source>an event has no name</source>
   <translation>किसी event का नाम नहीं दिया गया है</translation>
  </message>
  <message>
   <source>{template!r} may have the field {{count}} alone</source>
   <translation>{template!r} में सिर्फ़ {{count}} फ़ील्ड हो सकता है</translation>
  </message>
  <message>
   <source>{file}, line {line}: {why}. The rest of it is used.</source>
   <translation>{file}, पंक्ति {line}: {why}। फ़ाइल का बाकी हिस्सा इस्तेमाल हो रहा है।</translation>
  </message>
  <message>
   <source>it cannot be read ({error})</source>
   <translation>इसे पढ़ा नहीं जा सकता ({error})</translation>
  </message>
 </context>
 <context>
  <name>check-up</name>
  <message>
   <source>The check-up could not be started ({why}). Try it again.</source>
   <translation>जाँच शुरू नहीं हो सकी ({why})। फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>The check-up ended without a word ({why}).</source>
   <translation>जाँच बिना कुछ बताए खत्म हो गई ({why})।</translation>
  </message>
  <message>
   <source>The check-up took too long, so something on this computer hangs. Start the computer anew if it stays so.</source>
   <translation>जाँच में बहुत देर लगी, यानी इस कंप्यूटर पर कुछ अटका हुआ है। ऐसा ही रहे तो कंप्यूटर फिर से चालू करें।</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>फिर से जाँचें</translation>
  </message>
  <message>
   <source>Send a test alert</source>
   <translation>टेस्ट अलर्ट भेजें</translation>
  </message>
  <message>
   <source>Save diagnostics…</source>
   <translation>डायग्नोस्टिक्स सहेजें…</translation>
  </message>
  <message>
   <source>How it goes now</source>
   <translation>अभी का हाल</translation>
  </message>
  <message>
   <source>Each part</source>
   <translation>हर हिस्सा</translation>
  </message>
  <message>
   <source>Sent. Press “Got it” on it.</source>
   <translation>भेजा गया। उस पर “समझ गए” दबाएँ।</translation>
  </message>
  <message>
   <source>Save diagnostics</source>
   <translation>डायग्नोस्टिक्स सहेजें</translation>
  </message>
  <message>
   <source>Archives (*.zip)</source>
   <translation>ज़िप फ़ाइलें (*.zip)</translation>
  </message>
  <message>
   <source>Looking at every part…</source>
   <translation>हर हिस्से की जाँच हो रही है…</translation>
  </message>
  <message>
   <source>Nobody pressed “Got it” on the test alert. If it was not to be seen, look at “Notifications” and “Do not disturb” below.</source>
   <translation>टेस्ट अलर्ट पर किसी ने “समझ गए” नहीं दबाया। अगर अलर्ट दिखा ही नहीं, तो नीचे “सूचनाएँ” और “परेशान न करें” देखें।</translation>
  </message>
  <message>
   <source>A test alert</source>
   <translation>टेस्ट अलर्ट</translation>
  </message>
  <message>
   <source>Press “Got it” to say that you see it.</source>
   <translation>यह दिख रहा हो तो “समझ गए” दबाएँ।</translation>
  </message>
  <message>
   <source>Connection: {state}</source>
   <translation>कनेक्शन: {state}</translation>
  </message>
  <message>
   <source>The test alert was seen, {seconds} s after it was sent.</source>
   <translation>टेस्ट अलर्ट भेजने के {seconds} सेकंड बाद देखा गया।</translation>
  </message>
  <message>
   <source>Saved as {name}: without names, phone numbers and passwords, to be sent to whoever helps.</source>
   <translation>{name} नाम से सहेजा गया: इसमें नाम, फ़ोन नंबर और पासवर्ड नहीं हैं; इसे मदद करने वाले को भेज सकते हैं।</translation>
  </message>
  <message>
   <source>No alert was told in the last day.</source>
   <translation>पिछले एक दिन में कोई अलर्ट नहीं दिया गया।</translation>
  </message>
  <message>
   <source>well</source>
   <translation>ठीक</translation>
  </message>
  <message>
   <source>could be better</source>
   <translation>बेहतर हो सकता है</translation>
  </message>
  <message>
   <source>does not work</source>
   <translation>खराबी है</translation>
  </message>
  <message>
   <source>Everything is well.</source>
   <translation>सब ठीक है।</translation>
  </message>
  <message>
   <source>It works; some parts could be better.</source>
   <translation>काम चल रहा है; कुछ हिस्से बेहतर हो सकते हैं।</translation>
  </message>
  <message>
   <source>Something does not work; the mend stands beside it.</source>
   <translation>कुछ काम नहीं कर रहा है; ठीक करने का तरीका उसके पास लिखा है।</translation>
  </message>
  <message>
   <source>Alerts of the last day: {count}, half of them shown within {half} ms of the booking, 99 in 100 within {most} ms.</source>
   <translation>पिछले एक दिन के अलर्ट: {count}; इनमें से आधे बुकिंग के {half} मिलीसेकंड के अंदर दिखे, और 100 में से 99 अलर्ट {most} मिलीसेकंड के अंदर।</translation>
  </message>
  <message>
   <source>Tray</source>
   <translation>ट्रे</translation>
  </message>
  <message>
   <source>Notifications</source>
   <translation>सूचनाएँ</translation>
  </message>
  <message>
   <source>Do not disturb</source>
   <translation>परेशान न करें</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>आवाज़</translation>
  </message>
  <message>
   <source>Voice</source>
   <translation>वॉइस</translation>
  </message>
  <message>
   <source>Keyring</source>
   <translation>की-रिंग</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>साइन-इन</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>सर्वर</translation>
  </message>
  <message>
   <source>Live connection</source>
   <translation>लाइव कनेक्शन</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>घड़ी</translation>
  </message>
  <message>
   <source>Sleep</source>
   <translation>स्लीप</translation>
  </message>
  <message>
   <source>Events</source>
   <translation>इवेंट</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>अलर्ट</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>डिस्क</translation>
  </message>
 </context>
 <context>
  <name>commanding</name>
  <message>
   <source>a change</source>
   <translation>एक बदलाव</translation>
  </message>
  <message>
   <source>{these} and {this}</source>
   <translation>{these} और {this}</translation>
  </message>
  <message>
   <source>its check-in</source>
   <translation>इसका चेक-इन</translation>
  </message>
  <message>
   <source>its check-out</source>
   <translation>इसका चेक-आउट</translation>
  </message>
  <message>
   <source>what was to be taken back of it</source>
   <translation>इसमें जो वापस लिया जाना था</translation>
  </message>
  <message>
   <source>its cancellation</source>
   <translation>इसे रद्द करना</translation>
  </message>
  <message>
   <source>that nobody came</source>
   <translation>“नहीं आए” का निशान</translation>
  </message>
  <message>
   <source>its other end</source>
   <translation>इसके अंत का नया समय</translation>
  </message>
  <message>
   <source>its other seat</source>
   <translation>इसकी दूसरी सीट</translation>
  </message>
  <message>
   <source>its payment</source>
   <translation>इसका भुगतान</translation>
  </message>
  <message>
   <source>its note</source>
   <translation>इसका नोट</translation>
  </message>
  <message>
   <source>that its seat is kept</source>
   <translation>इसकी सीट रोककर रखना</translation>
  </message>
  <message>
   <source>{count} things that were done here under the sign-in before could not be sent any more, because another account has signed in. Whoever did it should look whether it is needed.</source>
   <translation>पिछले साइन-इन में यहाँ किए गए {count} काम अब भेजे नहीं जा सके, क्योंकि किसी दूसरे खाते से साइन इन हुआ है। ये काम जिनके थे, वे देख लें कि अब भी ज़रूरी हैं या नहीं।</translation>
  </message>
  <message>
   <source>Something that was done here under the sign-in before could not be sent any more, because another account has signed in. Whoever did it should look whether it is needed.</source>
   <translation>पिछले साइन-इन में यहाँ किया गया एक काम अब भेजा नहीं जा सका, क्योंकि किसी दूसरे खाते से साइन इन हुआ है। यह काम जिनका था, वे देख लें कि अब भी ज़रूरी है या नहीं।</translation>
  </message>
  <message>
   <source>{message} With it, {others} went back.</source>
   <translation>{message} इसके साथ यह भी वापस हो गया: {others}।</translation>
  </message>
  <message>
   <source>Not sent</source>
   <translation>भेजा नहीं गया</translation>
  </message>
 </context>
 <context>
  <name>computer</name>
  <message>
   <source>not again</source>
   <translation>दोबारा नहीं</translation>
  </message>
  <message>
   <source>Start by itself when I sign in to this computer</source>
   <translation>मेरे इस कंप्यूटर में साइन इन करते ही अपने आप शुरू हो</translation>
  </message>
  <message>
   <source>Open studyspot:// links with this desk</source>
   <translation>studyspot:// लिंक इस डेस्क में खोलें</translation>
  </message>
  <message>
   <source>It starts in the tray, without a window, and tells of bookings from the first minute.</source>
   <translation>यह बिना विंडो के, ट्रे में शुरू होता है और पहले मिनट से बुकिंग की सूचना देता है।</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>शुरुआत</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>भाषा</translation>
  </message>
  <message>
   <source>It speaks so from its next start: quit it and start it again.</source>
   <translation>अगली बार शुरू होने पर यह भाषा लागू होगी: इससे बाहर निकलें और फिर से शुरू करें।</translation>
  </message>
  <message>
   <source>How many notices are kept</source>
   <translation>कितनी सूचनाएँ रखी जाएँ</translation>
  </message>
  <message>
   <source>For how many days they are kept</source>
   <translation>कितने दिन तक रखी जाएँ</translation>
  </message>
  <message>
   <source>Notices that are kept</source>
   <translation>रखी जाने वाली सूचनाएँ</translation>
  </message>
  <message>
   <source>When nothing has been received for so long, a notification says so: bookings may be made that nobody is told of here.</source>
   <translation>जब इतनी देर तक कुछ न आए, तो एक सूचना यह बताती है: हो सकता है कि बुकिंग हो रही हों और यहाँ किसी को पता न चले।</translation>
  </message>
  <message>
   <source>After how long it is said that nothing arrives</source>
   <translation>कितनी देर बाद बताया जाए कि कुछ नहीं आ रहा</translation>
  </message>
  <message>
   <source>How often it is said again</source>
   <translation>कितनी-कितनी देर में फिर बताया जाए</translation>
  </message>
  <message>
   <source>When nothing arrives</source>
   <translation>जब कुछ न आए</translation>
  </message>
  <message>
   <source>again every {span}</source>
   <translation>हर {span} में दोबारा</translation>
  </message>
  <message>
   <source>At most</source>
   <translation>ज़्यादा से ज़्यादा</translation>
  </message>
  <message>
   <source>notices, none longer than</source>
   <translation>सूचनाएँ, हर एक अधिकतम</translation>
  </message>
  <message>
   <source>days.</source>
   <translation>दिन तक।</translation>
  </message>
  <message>
   <source>Say it after</source>
   <translation>इतनी देर बाद बताएँ</translation>
  </message>
  <message>
   <source>and</source>
   <translation>और</translation>
  </message>
  <message>
   <source>Write whole numbers, such as 5000 and 90.</source>
   <translation>पूरी संख्याएँ लिखें, जैसे 5000 और 90।</translation>
  </message>
  <message>
   <source>As this computer: {language}</source>
   <translation>इस कंप्यूटर जैसी: {language}</translation>
  </message>
 </context>
 <context>
  <name>connection</name>
  <message>
   <source>The connection to {server} is gone.</source>
   <translation>{server} से कनेक्शन टूट गया है।</translation>
  </message>
  <message>
   <source>{server} answered “{name}” without sense ({why}).</source>
   <translation>“{name}” पर {server} का जवाब समझ में नहीं आया ({why})।</translation>
  </message>
  <message>
   <source>no reason given</source>
   <translation>कोई कारण नहीं बताया गया</translation>
  </message>
  <message>
   <source>{server} refused the live connection ({why}).</source>
   <translation>{server} ने लाइव कनेक्शन से मना किया ({why})।</translation>
  </message>
  <message>
   <source>Connection details</source>
   <translation>कनेक्शन की जानकारी</translation>
  </message>
  <message>
   <source>Basic server: alerts come from comparing lists.</source>
   <translation>साधारण सर्वर: अलर्ट सूचियाँ मिलाकर बनते हैं।</translation>
  </message>
  <message>
   <source>Sign in…</source>
   <translation>साइन इन करें…</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>इसी कंप्यूटर पर</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>सर्वर</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>कब से</translation>
  </message>
  <message>
   <source>Last heard</source>
   <translation>आखिरी संपर्क</translation>
  </message>
  <message>
   <source>Next attempt</source>
   <translation>अगली कोशिश</translation>
  </message>
  <message>
   <source>Waiting to be sent</source>
   <translation>भेजा जाना बाकी</translation>
  </message>
  <message>
   <source>The desk is starting</source>
   <translation>डेस्क शुरू हो रहा है</translation>
  </message>
  <message>
   <source>Connected; bookings arrive at once</source>
   <translation>कनेक्शन है; बुकिंग तुरंत आती हैं</translation>
  </message>
  <message>
   <source>Connected the slow way; bookings take longer</source>
   <translation>धीमे तरीके से कनेक्शन है; बुकिंग आने में ज़्यादा समय लगता है</translation>
  </message>
  <message>
   <source>No live connection; bookings take some seconds</source>
   <translation>लाइव कनेक्शन नहीं है; बुकिंग आने में कुछ सेकंड लगते हैं</translation>
  </message>
  <message>
   <source>Connecting to the server</source>
   <translation>सर्वर से कनेक्शन बन रहा है</translation>
  </message>
  <message>
   <source>The connection was lost; trying again</source>
   <translation>कनेक्शन टूट गया; फिर कोशिश हो रही है</translation>
  </message>
  <message>
   <source>The server cannot be reached; still trying</source>
   <translation>सर्वर से संपर्क नहीं हो पा रहा; कोशिश जारी है</translation>
  </message>
  <message>
   <source>You are signed out</source>
   <translation>आप साइन आउट हैं</translation>
  </message>
  <message>
   <source>Connection: {state}</source>
   <translation>कनेक्शन: {state}</translation>
  </message>
  <message>
   <source>{time} by this computer’s clock</source>
   <translation>इस कंप्यूटर की घड़ी से {time}</translation>
  </message>
  <message>
   <source>{span} ago</source>
   <translation>{span} पहले</translation>
  </message>
  <message>
   <source>in {span}</source>
   <translation>{span} में</translation>
  </message>
 </context>
 <context>
  <name>counter</name>
  <message>
   <source>There is nothing to take back: this booking is neither checked in nor out.</source>
   <translation>वापस लेने के लिए कुछ नहीं है: इस बुकिंग का न चेक-इन हुआ है, न चेक-आउट।</translation>
  </message>
  <message>
   <source>That amount cannot have been paid. Give what was taken for this booking.</source>
   <translation>इतनी रकम का भुगतान नहीं हो सकता। इस बुकिंग के लिए जितना लिया गया, वह भरें।</translation>
  </message>
  <message>
   <source>This library is not known here. Choose one of yours.</source>
   <translation>यह लाइब्रेरी यहाँ नहीं है। अपनी लाइब्रेरी में से कोई चुनें।</translation>
  </message>
  <message>
   <source>This booking is not known here any more. The list shows what is.</source>
   <translation>यह बुकिंग अब यहाँ नहीं है। जो हैं, वे सूची में दिखती हैं।</translation>
  </message>
 </context>
 <context>
  <name>desk</name>
  <message>
   <source>Nobody is signed in at this desk. Sign in first.</source>
   <translation>इस डेस्क पर किसी का साइन-इन नहीं है। पहले साइन इन करें।</translation>
  </message>
 </context>
 <context>
  <name>detail</name>
  <message>
   <source>Check in after all</source>
   <translation>फिर भी चेक-इन करें</translation>
  </message>
  <message>
   <source>Check in early…</source>
   <translation>समय से पहले चेक-इन करें…</translation>
  </message>
  <message>
   <source>Take back what waits</source>
   <translation>जो भेजना बाकी है, वापस लें</translation>
  </message>
  <message>
   <source>Undo check-out</source>
   <translation>चेक-आउट वापस लें</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>पक्की करें</translation>
  </message>
  <message>
   <source>Decline…</source>
   <translation>मना करें…</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>चेक-इन करें</translation>
  </message>
  <message>
   <source>Check out</source>
   <translation>चेक-आउट करें</translation>
  </message>
  <message>
   <source>Undo check-in</source>
   <translation>चेक-इन वापस लें</translation>
  </message>
  <message>
   <source>Did not arrive</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>Another end…</source>
   <translation>समाप्ति बदलें…</translation>
  </message>
  <message>
   <source>Other seat…</source>
   <translation>दूसरी सीट…</translation>
  </message>
  <message>
   <source>Payment…</source>
   <translation>भुगतान…</translation>
  </message>
  <message>
   <source>Note…</source>
   <translation>नोट…</translation>
  </message>
  <message>
   <source>Cancel booking…</source>
   <translation>बुकिंग रद्द करें…</translation>
  </message>
  <message>
   <source>{what} ({key})</source>
   <translation>{what} ({key})</translation>
  </message>
  <message>
   <source>Waits to be sent</source>
   <translation>भेजा जाना बाकी</translation>
  </message>
  <message>
   <source>Booking</source>
   <translation>बुकिंग</translation>
  </message>
  <message>
   <source>No seat named</source>
   <translation>सीट तय नहीं</translation>
  </message>
  <message>
   <source>Close the booking</source>
   <translation>बुकिंग का पैनल बंद करें</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>बंद करें (Esc)</translation>
  </message>
  <message>
   <source>Copy the phone number</source>
   <translation>फ़ोन नंबर कॉपी करें</translation>
  </message>
  <message>
   <source>{words}, waits to be sent</source>
   <translation>{words}, भेजा जाना बाकी</translation>
  </message>
  <message>
   <source>Moving to seat {seat}…</source>
   <translation>सीट {seat} दी जा रही है…</translation>
  </message>
  <message>
   <source>Changing the end to {time}…</source>
   <translation>समाप्ति {time} की जा रही है…</translation>
  </message>
  <message>
   <source>{amount} paid</source>
   <translation>{amount} का भुगतान हुआ</translation>
  </message>
  <message>
   <source>Seat {label}</source>
   <translation>सीट {label}</translation>
  </message>
  <message>
   <source>{seat} · {library}</source>
   <translation>{seat} · {library}</translation>
  </message>
  <message>
   <source>Who did what is shown when the server can be reached again.</source>
   <translation>किसने क्या किया, यह सर्वर से फिर कनेक्शन होने पर दिखेगा।</translation>
  </message>
  <message>
   <source>Over, and nobody had confirmed it</source>
   <translation>समय खत्म, किसी ने पक्की नहीं की थी</translation>
  </message>
  <message>
   <source>Over, and nobody was checked in</source>
   <translation>समय खत्म, किसी का चेक-इन नहीं हुआ</translation>
  </message>
  <message>
   <source>by itself</source>
   <translation>अपने आप</translation>
  </message>
  <message>
   <source>the library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Arrived</source>
   <translation>चेक-इन हुआ</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>चेक-आउट हुआ</translation>
  </message>
  <message>
   <source>Check-in taken back</source>
   <translation>चेक-इन वापस लिया गया</translation>
  </message>
  <message>
   <source>Check-out taken back</source>
   <translation>चेक-आउट वापस लिया गया</translation>
  </message>
  <message>
   <source>the student</source>
   <translation>छात्र</translation>
  </message>
  <message>
   <source>Booked</source>
   <translation>बुकिंग हुई</translation>
  </message>
  <message>
   <source>{what}: {why}</source>
   <translation>{what}: {why}</translation>
  </message>
  <message>
   <source>Seat</source>
   <translation>सीट</translation>
  </message>
  <message>
   <source>From</source>
   <translation>कब से</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>कब तक</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>दाम</translation>
  </message>
  <message>
   <source>Paid</source>
   <translation>भुगतान हुआ</translation>
  </message>
  <message>
   <source>Payment</source>
   <translation>भुगतान</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>Held until</source>
   <translation>सीट कब तक रोकी गई</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>फ़ोन</translation>
  </message>
  <message>
   <source>{what} by {who}</source>
   <translation>{who} द्वारा {what}</translation>
  </message>
  <message>
   <source>Changed: {names}</source>
   <translation>बदला गया: {names}</translation>
  </message>
  <message>
   <source>{name}: {after}</source>
   <translation>{name}: {after}</translation>
  </message>
  <message>
   <source>{name}: {before} → {after}</source>
   <translation>{name}: {before} → {after}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>कुछ नहीं</translation>
  </message>
  <message>
   <source>Told at this desk</source>
   <translation>इस डेस्क पर दी गई सूचनाएँ</translation>
  </message>
  <message>
   <source>{kind}: {time}</source>
   <translation>{kind}: {time}</translation>
  </message>
  <message>
   <source>{station} {when}</source>
   <translation>{station} {when}</translation>
  </message>
 </context>
 <context>
  <name>diagnostics</name>
  <message>
   <source>{path} cannot be written ({why}). Choose another folder.</source>
   <translation>{path} में लिखा नहीं जा सकता ({why})। कोई दूसरा फ़ोल्डर चुनें।</translation>
  </message>
 </context>
 <context>
  <name>doctor</name>
  <message>
   <source>The check itself failed: {why}</source>
   <translation>यह जाँच ही नहीं हो सकी: {why}</translation>
  </message>
  <message>
   <source>Please report this.</source>
   <translation>कृपया इसकी सूचना हमें दें।</translation>
  </message>
  <message>
   <source>A speaker answers, through {way}; it is set to {percent} %.</source>
   <translation>स्पीकर {way} से चल रहा है; आवाज़ {percent} % पर है।</translation>
  </message>
  <message>
   <source>The {name} answers; it can: {able}.</source>
   <translation>{name}: जवाब मिल रहा है; यह कर सकती है: {able}।</translation>
  </message>
  <message>
   <source>The {name} answers.</source>
   <translation>{name}: जवाब मिल रहा है।</translation>
  </message>
  <message>
   <source>The system tells when the computer wakes and when the network changes.</source>
   <translation>कंप्यूटर के स्लीप से जागने और नेटवर्क बदलने की खबर सिस्टम देता है।</translation>
  </message>
  <message>
   <source>“Do not disturb” is off ({name}).</source>
   <translation>“परेशान न करें” बंद है ({name})।</translation>
  </message>
  <message>
   <source>This system tells nobody of its quiet.</source>
   <translation>यह सिस्टम नहीं बताता कि “परेशान न करें” चालू है या नहीं।</translation>
  </message>
  <message>
   <source>Nothing here reads out.</source>
   <translation>यहाँ पढ़कर सुनाने वाला कोई प्रोग्राम नहीं है।</translation>
  </message>
  <message>
   <source>This desktop has no tray; the window stays open instead.</source>
   <translation>इस डेस्कटॉप पर ट्रे नहीं है; उसकी जगह विंडो खुली रहती है।</translation>
  </message>
  <message>
   <source>Switch the tray on; on GNOME install the extension “AppIndicator”.</source>
   <translation>ट्रे चालू करें; GNOME पर “AppIndicator” एक्सटेंशन लगाएँ।</translation>
  </message>
  <message>
   <source>A speaker answers, through {way}, but it is muted.</source>
   <translation>स्पीकर {way} से चल रहा है, लेकिन उसकी आवाज़ बंद (म्यूट) है।</translation>
  </message>
  <message>
   <source>A speaker answers, through {way}, but it is set to {percent} % only.</source>
   <translation>स्पीकर {way} से चल रहा है, लेकिन आवाज़ सिर्फ़ {percent} % पर है।</translation>
  </message>
  <message>
   <source>Nothing is lost; after a sleep the desk notices by its clock, seconds later.</source>
   <translation>कुछ छूटता नहीं; कंप्यूटर के जागने पर डेस्क को कुछ सेकंड बाद अपनी घड़ी से पता चल जाता है।</translation>
  </message>
  <message>
   <source>There is no screen here that a window could open on.</source>
   <translation>यहाँ ऐसी कोई स्क्रीन नहीं है जिस पर विंडो खुल सके।</translation>
  </message>
  <message>
   <source>Start it in a desktop session, or use “studyspot-desk watch” in a terminal.</source>
   <translation>इसे डेस्कटॉप सेशन में शुरू करें, या टर्मिनल में “studyspot-desk watch” चलाएँ।</translation>
  </message>
  <message>
   <source>There is a tray.</source>
   <translation>ट्रे मौजूद है।</translation>
  </message>
  <message>
   <source>Open a booking from the tray's menu instead.</source>
   <translation>इसकी जगह बुकिंग ट्रे के मेन्यू से खोलें।</translation>
  </message>
  <message>
   <source>A speaker answers, through {way}.</source>
   <translation>स्पीकर {way} से चल रहा है।</translation>
  </message>
  <message>
   <source>Turn it up in the system’s sound settings, or chimes will not be heard.</source>
   <translation>सिस्टम की साउंड सेटिंग्स में आवाज़ बढ़ाएँ, नहीं तो धुनें सुनाई नहीं देंगी।</translation>
  </message>
  <message>
   <source>Switch it off in the system’s settings, or pass over it in the desk’s own.</source>
   <translation>इसे सिस्टम की सेटिंग्स में बंद करें, या डेस्क की सेटिंग्स में चुनें कि इसे न माना जाए।</translation>
  </message>
  <message>
   <source>Alerts can be read out, by {program}.</source>
   <translation>अलर्ट पढ़कर सुनाए जा सकते हैं, {program} से।</translation>
  </message>
  <message>
   <source>Start the desktop's notification service, or switch notifications on.</source>
   <translation>डेस्कटॉप की सूचना सेवा शुरू करें, या सूचनाएँ चालू करें।</translation>
  </message>
  <message>
   <source>Until then the desk beeps, where the computer can.</source>
   <translation>तब तक डेस्क से बीप बजेगी, अगर कंप्यूटर बजा सके।</translation>
  </message>
  <message>
   <source>The system does not tell all: {missing}.</source>
   <translation>सिस्टम सब कुछ नहीं बताता: {missing}।</translation>
  </message>
  <message>
   <source>The {name} shows no buttons; it can: {able}.</source>
   <translation>{name}: बटन नहीं दिखते; यह कर सकती है: {able}।</translation>
  </message>
  <message>
   <source>“Do not disturb” is on ({name}): alerts stay silent.</source>
   <translation>“परेशान न करें” चालू है ({name}): अलर्ट चुप रहते हैं।</translation>
  </message>
  <message>
   <source>{why} The desk shows alerts in small windows of its own instead.</source>
   <translation>{why} इसकी जगह डेस्क अलर्ट अपनी छोटी विंडो में दिखाता है।</translation>
  </message>
  <message>
   <source>{who} is signed in at {server}.</source>
   <translation>{server} पर {who} का साइन-इन है।</translation>
  </message>
  <message>
   <source>There is room: {free} MiB free in {folder}.</source>
   <translation>जगह है: {folder} में {free} MiB खाली।</translation>
  </message>
  <message>
   <source>{server} answers ({version}; live connections: {clients}).</source>
   <translation>{server} से जवाब मिल रहा है ({version}; लाइव कनेक्शन: {clients})।</translation>
  </message>
  <message>
   <source>{server} answers ({version}).</source>
   <translation>{server} से जवाब मिल रहा है ({version})।</translation>
  </message>
  <message>
   <source>unknown version</source>
   <translation>वर्ज़न पता नहीं</translation>
  </message>
  <message>
   <source>A live connection can be had.</source>
   <translation>लाइव कनेक्शन बन सकता है।</translation>
  </message>
  <message>
   <source>The server does not tell its time.</source>
   <translation>सर्वर अपना समय नहीं बताता।</translation>
  </message>
  <message>
   <source>This computer’s clock and the server’s are {seconds} s apart.</source>
   <translation>इस कंप्यूटर और सर्वर की घड़ी में {seconds} सेकंड का फ़र्क है।</translation>
  </message>
  <message>
   <source>This computer’s clock is {seconds} s ahead of the server’s.</source>
   <translation>इस कंप्यूटर की घड़ी सर्वर की घड़ी से {seconds} सेकंड आगे है।</translation>
  </message>
  <message>
   <source>This computer’s clock is {seconds} s behind the server’s.</source>
   <translation>इस कंप्यूटर की घड़ी सर्वर की घड़ी से {seconds} सेकंड पीछे है।</translation>
  </message>
  <message>
   <source>No alert was told in the last day.</source>
   <translation>पिछले एक दिन में कोई अलर्ट नहीं आया।</translation>
  </message>
  <message>
   <source>{count} kinds of events are described, with those of {file}.</source>
   <translation>तय की गई घटनाओं के प्रकार: {count}, {file} वाले मिलाकर।</translation>
  </message>
  <message>
   <source>{count} kinds of events are described.</source>
   <translation>तय की गई घटनाओं के प्रकार: {count}।</translation>
  </message>
  <message>
   <source>There is little room: {free} MiB free in {folder}.</source>
   <translation>जगह कम है: {folder} में {free} MiB खाली।</translation>
  </message>
  <message>
   <source>The keyring works ({name}).</source>
   <translation>की-रिंग ठीक काम कर रही है ({name})।</translation>
  </message>
  <message>
   <source>The sign-in of {email} has ended.</source>
   <translation>{email} का साइन-इन खत्म हो गया है।</translation>
  </message>
  <message>
   <source>The sign-in of this profile has ended.</source>
   <translation>इस प्रोफ़ाइल का साइन-इन खत्म हो गया है।</translation>
  </message>
  <message>
   <source>Something on the way does not let websockets through; alerts come by polling.</source>
   <translation>रास्ते में कुछ websocket को रोक रहा है; अलर्ट बार-बार पूछकर लाए जाते हैं।</translation>
  </message>
  <message>
   <source>Ask whoever keeps the network to allow websockets to the server.</source>
   <translation>नेटवर्क सँभालने वाले से कहें कि सर्वर के लिए websocket की अनुमति दें।</translation>
  </message>
  <message>
   <source>Let the system set its clock by itself; who is late or due is told by it.</source>
   <translation>सिस्टम को घड़ी अपने आप मिलाने दें; कौन देर से है और कौन आने वाला है, यह इसी से तय होता है।</translation>
  </message>
  <message>
   <source>In the last day {count} alerts were received {received} ms after they happened (99 in 100 within {received_most} ms) and shown {shown} ms after it (within {shown_most} ms).</source>
   <translation>पिछले एक दिन के अलर्ट: {count}। ये घटना के {received} ms बाद मिले (100 में से 99, {received_most} ms के अंदर) और {shown} ms बाद दिखे (100 में से 99, {shown_most} ms के अंदर)।</translation>
  </message>
  <message>
   <source>The settings in {file} cannot be read.</source>
   <translation>{file} की सेटिंग्स पढ़ी नहीं जा सकतीं।</translation>
  </message>
  <message>
   <source>Unlock or start the keyring, then run this again.</source>
   <translation>की-रिंग को अनलॉक या शुरू करें, फिर यह जाँच दोबारा चलाएँ।</translation>
  </message>
  <message>
   <source>Nobody has signed in on this profile yet.</source>
   <translation>इस प्रोफ़ाइल में अभी किसी का साइन-इन नहीं हुआ है।</translation>
  </message>
  <message>
   <source>Start StudySpot Desk, or use “studyspot-desk sign-in”.</source>
   <translation>StudySpot Desk शुरू करें, या “studyspot-desk sign-in” चलाएँ।</translation>
  </message>
  <message>
   <source>The sign-in lies in the keyring, which does not work just now.</source>
   <translation>साइन-इन की-रिंग में रखा है, और वह अभी काम नहीं कर रही।</translation>
  </message>
  <message>
   <source>Mend the keyring first.</source>
   <translation>पहले की-रिंग ठीक करें।</translation>
  </message>
  <message>
   <source>Sign in again in the window, or with “studyspot-desk sign-in”.</source>
   <translation>विंडो में, या “studyspot-desk sign-in” से, फिर से साइन इन करें।</translation>
  </message>
  <message>
   <source>No server is chosen on this profile yet.</source>
   <translation>इस प्रोफ़ाइल में अभी कोई सर्वर नहीं चुना गया है।</translation>
  </message>
  <message>
   <source>Start StudySpot Desk and choose one.</source>
   <translation>StudySpot Desk शुरू करें और सर्वर चुनें।</translation>
  </message>
  <message>
   <source>The hub on this computer starts and ends with the desk, which is not running.</source>
   <translation>इस कंप्यूटर का हब डेस्क के साथ ही शुरू और बंद होता है, और डेस्क अभी नहीं चल रहा।</translation>
  </message>
  <message>
   <source>Choose another folder with --profile.</source>
   <translation>--profile से कोई दूसरा फ़ोल्डर चुनें।</translation>
  </message>
  <message>
   <source>Make room, or check that you may write there.</source>
   <translation>जगह बनाएँ, या देखें कि आपको वहाँ लिखने की अनुमति है।</translation>
  </message>
  <message>
   <source>Sign in again; they are set aside and made anew.</source>
   <translation>फिर से साइन इन करें; ये सेटिंग्स अलग रख दी जाएँगी और नई बन जाएँगी।</translation>
  </message>
  <message>
   <source>Make room.</source>
   <translation>जगह खाली करें।</translation>
  </message>
  <message>
   <source>{title}.</source>
   <translation>{title}।</translation>
  </message>
  <message>
   <source>Check that it is running and that you are online.</source>
   <translation>देखें कि वह चल रहा है और आपका इंटरनेट चालू है।</translation>
  </message>
  <message>
   <source>Mend it in {file}.</source>
   <translation>इसे {file} में ठीक करें।</translation>
  </message>
  <message>
   <source>The profile cannot be in {folder}: {file} is a file, no folder.</source>
   <translation>प्रोफ़ाइल {folder} में नहीं हो सकती: {file} फ़ाइल है, फ़ोल्डर नहीं।</translation>
  </message>
  <message>
   <source>The profile cannot be written ({free} MiB free in {folder}).</source>
   <translation>प्रोफ़ाइल में लिखा नहीं जा सकता ({folder} में {free} MiB खाली)।</translation>
  </message>
  <message>
   <source>{server} does not answer.</source>
   <translation>{server} से जवाब नहीं मिल रहा।</translation>
  </message>
  <message>
   <source>{server} answers; a basic server: alerts come from comparing lists.</source>
   <translation>{server} से जवाब मिल रहा है; साधारण सर्वर: अलर्ट सूचियाँ मिलाकर बनते हैं।</translation>
  </message>
 </context>
 <context>
  <name>entrance</name>
  <message>
   <source>There is no kept sign-in. Please sign in again.</source>
   <translation>कोई सहेजा हुआ साइन-इन नहीं है। कृपया फिर से साइन इन करें।</translation>
  </message>
  <message>
   <source>The hub on this computer is starting.</source>
   <translation>इस कंप्यूटर का हब शुरू हो रहा है।</translation>
  </message>
  <message>
   <source>The hub on this computer came without a sample library.</source>
   <translation>इस कंप्यूटर के हब में नमूना लाइब्रेरी नहीं मिली।</translation>
  </message>
  <message>
   <source>The kept sign-in cannot be read. {trouble} Then the desk goes on by itself; or sign in again.</source>
   <translation>सहेजा हुआ साइन-इन पढ़ा नहीं जा सकता। {trouble} फिर डेस्क अपने आप आगे चलेगा; या फिर से साइन इन करें।</translation>
  </message>
 </context>
 <context>
  <name>errors</name>
  <message>
   <source>Something went wrong</source>
   <translation>कुछ गड़बड़ हो गई</translation>
  </message>
  <message>
   <source>That cannot be right</source>
   <translation>यह सही नहीं हो सकता</translation>
  </message>
  <message>
   <source>Not signed in</source>
   <translation>साइन इन नहीं है</translation>
  </message>
  <message>
   <source>Not allowed</source>
   <translation>इसकी अनुमति नहीं है</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>नहीं मिला</translation>
  </message>
  <message>
   <source>Not done that way</source>
   <translation>यह इस तरह नहीं होता</translation>
  </message>
  <message>
   <source>That does not fit</source>
   <translation>यह मेल नहीं खाता</translation>
  </message>
  <message>
   <source>The seat is taken</source>
   <translation>सीट ली जा चुकी है</translation>
  </message>
  <message>
   <source>You have a seat at this time</source>
   <translation>इस समय आपकी एक सीट पहले से है</translation>
  </message>
  <message>
   <source>Somebody changed it meanwhile</source>
   <translation>इस बीच किसी ने इसे बदल दिया</translation>
  </message>
  <message>
   <source>Not possible any more</source>
   <translation>अब यह संभव नहीं</translation>
  </message>
  <message>
   <source>The same key for two requests</source>
   <translation>दो अनुरोधों के लिए एक ही कुंजी</translation>
  </message>
  <message>
   <source>Too far back</source>
   <translation>बहुत पुराना</translation>
  </message>
  <message>
   <source>Too large</source>
   <translation>बहुत बड़ा</translation>
  </message>
  <message>
   <source>Too many attempts</source>
   <translation>बहुत ज़्यादा कोशिशें</translation>
  </message>
  <message>
   <source>The hub cannot work just now</source>
   <translation>हब अभी काम नहीं कर सकता</translation>
  </message>
  <message>
   <source>The server cannot be reached</source>
   <translation>सर्वर तक पहुँचा नहीं जा सका</translation>
  </message>
  <message>
   <source>That is not a StudySpot server</source>
   <translation>यह StudySpot का सर्वर नहीं है</translation>
  </message>
  <message>
   <source>The server could not prove who it is</source>
   <translation>सर्वर अपनी पहचान साबित नहीं कर सका</translation>
  </message>
  <message>
   <source>Please sign in again</source>
   <translation>कृपया फिर से साइन इन करें</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings cannot be used</source>
   <translation>डेस्क पर रखी बुकिंग की प्रति काम नहीं आ सकती</translation>
  </message>
  <message>
   <source>The settings cannot be used</source>
   <translation>सेटिंग्स काम नहीं आ सकतीं</translation>
  </message>
  <message>
   <source>StudySpot Desk is running already</source>
   <translation>StudySpot Desk पहले से चल रहा है</translation>
  </message>
  <message>
   <source>There is no screen here that a window could open on</source>
   <translation>यहाँ कोई स्क्रीन नहीं है जिस पर विंडो खुल सके</translation>
  </message>
  <message>
   <source>The file was not written</source>
   <translation>फ़ाइल सहेजी नहीं गई</translation>
  </message>
  <message>
   <source>The check-up came to no result</source>
   <translation>जाँच का कोई नतीजा नहीं निकला</translation>
  </message>
  <message>
   <source>The hub does not run</source>
   <translation>हब नहीं चल रहा</translation>
  </message>
  <message>
   <source>The live connection was refused</source>
   <translation>लाइव कनेक्शन नामंज़ूर हुआ</translation>
  </message>
 </context>
 <context>
  <name>events</name>
  <message>
   <source>New bookings</source>
   <translation>नई बुकिंग</translation>
  </message>
  <message>
   <source>New booking: {name}</source>
   <translation>नई बुकिंग: {name}</translation>
  </message>
  <message>
   <source>1 booking</source>
   <translation>1 बुकिंग</translation>
  </message>
  <message>
   <source>{count} bookings</source>
   <translation>{count} बुकिंग</translation>
  </message>
  <message>
   <source>Cancellations</source>
   <translation>रद्द बुकिंग</translation>
  </message>
  <message>
   <source>Cancelled: {name}</source>
   <translation>रद्द: {name}</translation>
  </message>
  <message>
   <source>Declined: {name}</source>
   <translation>मना की गई: {name}</translation>
  </message>
  <message>
   <source>Expired: {name}</source>
   <translation>समय निकल गया: {name}</translation>
  </message>
  <message>
   <source>1 cancellation</source>
   <translation>1 रद्द बुकिंग</translation>
  </message>
  <message>
   <source>{count} cancellations</source>
   <translation>{count} रद्द बुकिंग</translation>
  </message>
  <message>
   <source>Arrivals</source>
   <translation>आगमन</translation>
  </message>
  <message>
   <source>Arrived: {name}</source>
   <translation>चेक-इन हुआ: {name}</translation>
  </message>
  <message>
   <source>1 arrival</source>
   <translation>1 आगमन</translation>
  </message>
  <message>
   <source>{count} arrivals</source>
   <translation>{count} आगमन</translation>
  </message>
  <message>
   <source>Departures</source>
   <translation>प्रस्थान</translation>
  </message>
  <message>
   <source>Left: {name}</source>
   <translation>चेक-आउट हुआ: {name}</translation>
  </message>
  <message>
   <source>1 departure</source>
   <translation>1 प्रस्थान</translation>
  </message>
  <message>
   <source>{count} departures</source>
   <translation>{count} प्रस्थान</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>बदलाव</translation>
  </message>
  <message>
   <source>Changed: {name}</source>
   <translation>बदली गई: {name}</translation>
  </message>
  <message>
   <source>1 change</source>
   <translation>1 बदलाव</translation>
  </message>
  <message>
   <source>{count} changes</source>
   <translation>{count} बदलाव</translation>
  </message>
  <message>
   <source>Libraries</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>New library: {name}</source>
   <translation>नई लाइब्रेरी: {name}</translation>
  </message>
  <message>
   <source>1 library</source>
   <translation>1 लाइब्रेरी</translation>
  </message>
  <message>
   <source>{count} libraries</source>
   <translation>{count} लाइब्रेरी</translation>
  </message>
  <message>
   <source>Library changed: {name}</source>
   <translation>लाइब्रेरी बदली गई: {name}</translation>
  </message>
  <message>
   <source>Library closed: {name}</source>
   <translation>लाइब्रेरी बंद: {name}</translation>
  </message>
  <message>
   <source>Prices</source>
   <translation>दाम</translation>
  </message>
  <message>
   <source>Prices changed</source>
   <translation>दाम बदले गए</translation>
  </message>
  <message>
   <source>1 price change</source>
   <translation>दाम में 1 बदलाव</translation>
  </message>
  <message>
   <source>{count} price changes</source>
   <translation>दाम में {count} बदलाव</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>Seat changed: {label}</source>
   <translation>सीट बदली गई: {label}</translation>
  </message>
  <message>
   <source>1 seat change</source>
   <translation>सीट में 1 बदलाव</translation>
  </message>
  <message>
   <source>{count} seat changes</source>
   <translation>सीटों में {count} बदलाव</translation>
  </message>
  <message>
   <source>Messages to you</source>
   <translation>आपके लिए संदेश</translation>
  </message>
  <message>
   <source>1 message to you</source>
   <translation>आपके लिए 1 संदेश</translation>
  </message>
  <message>
   <source>{count} messages to you</source>
   <translation>आपके लिए {count} संदेश</translation>
  </message>
  <message>
   <source>Announcements</source>
   <translation>घोषणाएँ</translation>
  </message>
  <message>
   <source>1 announcement</source>
   <translation>1 घोषणा</translation>
  </message>
  <message>
   <source>{count} announcements</source>
   <translation>{count} घोषणाएँ</translation>
  </message>
  <message>
   <source>Booking requests</source>
   <translation>बुकिंग के अनुरोध</translation>
  </message>
  <message>
   <source>Booking request: {studentName|student.name|name:name}</source>
   <translation>बुकिंग का अनुरोध: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 booking request</source>
   <translation>बुकिंग का 1 अनुरोध</translation>
  </message>
  <message>
   <source>{count} booking requests</source>
   <translation>बुकिंग के {count} अनुरोध</translation>
  </message>
  <message>
   <source>Confirmations</source>
   <translation>पक्की बुकिंग</translation>
  </message>
  <message>
   <source>Confirmed: {studentName|student.name|name:name}</source>
   <translation>पक्की: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 confirmation</source>
   <translation>1 पक्की बुकिंग</translation>
  </message>
  <message>
   <source>{count} confirmations</source>
   <translation>{count} पक्की बुकिंग</translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>संदेश</translation>
  </message>
  <message>
   <source>Message from {senderName|sender.name|from:name}</source>
   <translation>संदेश: {senderName|sender.name|from:name}</translation>
  </message>
  <message>
   <source>1 message</source>
   <translation>1 संदेश</translation>
  </message>
  <message>
   <source>{count} messages</source>
   <translation>{count} संदेश</translation>
  </message>
  <message>
   <source>Reviews</source>
   <translation>समीक्षाएँ</translation>
  </message>
  <message>
   <source>New review: {rating}</source>
   <translation>नई समीक्षा: {rating}</translation>
  </message>
  <message>
   <source>1 review</source>
   <translation>1 समीक्षा</translation>
  </message>
  <message>
   <source>{count} reviews</source>
   <translation>{count} समीक्षाएँ</translation>
  </message>
  <message>
   <source>Payments</source>
   <translation>भुगतान</translation>
  </message>
  <message>
   <source>Payment received: {studentName|student.name|name:name}</source>
   <translation>भुगतान मिला: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 payment</source>
   <translation>1 भुगतान</translation>
  </message>
  <message>
   <source>{count} payments</source>
   <translation>{count} भुगतान</translation>
  </message>
  <message>
   <source>Payment approved: {studentName|student.name|name:name}</source>
   <translation>भुगतान मंज़ूर: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>Reminders</source>
   <translation>याद दिलाना</translation>
  </message>
  <message>
   <source>Reminder: {studentName|student.name|name:name}</source>
   <translation>याद दिलाना है: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 reminder</source>
   <translation>1 बात याद दिलानी है</translation>
  </message>
  <message>
   <source>{count} reminders</source>
   <translation>{count} बातें याद दिलानी हैं</translation>
  </message>
  <message>
   <source>Points</source>
   <translation>पॉइंट</translation>
  </message>
  <message>
   <source>Points added: {points}</source>
   <translation>पॉइंट जुड़े: {points}</translation>
  </message>
  <message>
   <source>1 change of points</source>
   <translation>पॉइंट में 1 बदलाव</translation>
  </message>
  <message>
   <source>{count} changes of points</source>
   <translation>पॉइंट में {count} बदलाव</translation>
  </message>
  <message>
   <source>Points redeemed: {points}</source>
   <translation>पॉइंट इस्तेमाल हुए: {points}</translation>
  </message>
  <message>
   <source>Cards</source>
   <translation>कार्ड</translation>
  </message>
  <message>
   <source>New card: {customerName|customer.name|name:name}</source>
   <translation>नया कार्ड: {customerName|customer.name|name:name}</translation>
  </message>
  <message>
   <source>1 card</source>
   <translation>1 कार्ड</translation>
  </message>
  <message>
   <source>{count} cards</source>
   <translation>{count} कार्ड</translation>
  </message>
  <message>
   <source>Guests</source>
   <translation>मेहमान</translation>
  </message>
  <message>
   <source>Guest registered: {guestName|guest.name|name:name}</source>
   <translation>मेहमान दर्ज हुए: {guestName|guest.name|name:name}</translation>
  </message>
  <message>
   <source>1 guest</source>
   <translation>1 मेहमान</translation>
  </message>
  <message>
   <source>{count} guests</source>
   <translation>{count} मेहमान</translation>
  </message>
  <message>
   <source>Enrolments</source>
   <translation>दाखिले</translation>
  </message>
  <message>
   <source>New enrolment: {studentName|student.name|name:name}</source>
   <translation>नया दाखिला: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 enrolment</source>
   <translation>1 दाखिला</translation>
  </message>
  <message>
   <source>{count} enrolments</source>
   <translation>{count} दाखिले</translation>
  </message>
  <message>
   <source>Scores</source>
   <translation>अंक</translation>
  </message>
  <message>
   <source>Score: {studentName|student.name|name:name}</source>
   <translation>अंक: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 score</source>
   <translation>1 अंक-सूचना</translation>
  </message>
  <message>
   <source>{count} scores</source>
   <translation>{count} अंक-सूचनाएँ</translation>
  </message>
  <message>
   <source>Attendance</source>
   <translation>हाज़िरी</translation>
  </message>
  <message>
   <source>Attendance: {studentName|student.name|name:name}</source>
   <translation>हाज़िरी: {studentName|student.name|name:name}</translation>
  </message>
  <message>
   <source>1 attendance</source>
   <translation>1 हाज़िरी</translation>
  </message>
  <message>
   <source>{count} attendances</source>
   <translation>{count} हाज़िरी</translation>
  </message>
  <message>
   <source>Chatter</source>
   <translation>बातचीत</translation>
  </message>
  <message>
   <source>Typing</source>
   <translation>टाइप हो रहा है</translation>
  </message>
  <message>
   <source>Typing start</source>
   <translation>टाइप करना शुरू</translation>
  </message>
  <message>
   <source>Typing stop</source>
   <translation>टाइप करना बंद</translation>
  </message>
  <message>
   <source>Message read</source>
   <translation>संदेश पढ़ा गया</translation>
  </message>
  <message>
   <source>Message delivered</source>
   <translation>संदेश पहुँचा</translation>
  </message>
  <message>
   <source>User online</source>
   <translation>ऑनलाइन</translation>
  </message>
  <message>
   <source>User offline</source>
   <translation>ऑफ़लाइन</translation>
  </message>
  <message>
   <source>Presence</source>
   <translation>उपस्थिति</translation>
  </message>
  <message>
   <source>Alert acknowledged</source>
   <translation>अलर्ट देख लिया गया</translation>
  </message>
 </context>
 <context>
  <name>export</name>
  <message>
   <source>Export and print</source>
   <translation>एक्सपोर्ट और प्रिंट</translation>
  </message>
  <message>
   <source>Table for a spreadsheet (CSV)…</source>
   <translation>स्प्रेडशीट के लिए टेबल (CSV)…</translation>
  </message>
  <message>
   <source>Sheet to print (PDF)…</source>
   <translation>प्रिंट के लिए शीट (PDF)…</translation>
  </message>
  <message>
   <source>{what} ({keys})</source>
   <translation>{what} ({keys})</translation>
  </message>
  <message>
   <source>Tables (*.csv)</source>
   <translation>टेबल (*.csv)</translation>
  </message>
  <message>
   <source>Documents (*.pdf)</source>
   <translation>दस्तावेज़ (*.pdf)</translation>
  </message>
  <message>
   <source>Write to a file</source>
   <translation>फ़ाइल में सहेजें</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>खोलें</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>रोकें</translation>
  </message>
  <message>
   <source>{bookings} written to {name}</source>
   <translation>फ़ाइल {name} सहेजी गई: {bookings}</translation>
  </message>
  <message>
   <source>Nothing was written.</source>
   <translation>कुछ भी नहीं सहेजा गया।</translation>
  </message>
  <message>
   <source>Writing… {percent} %</source>
   <translation>सहेजा जा रहा है… {percent} %</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>कोड</translation>
  </message>
  <message>
   <source>Booked by</source>
   <translation>कैसे बुक हुई</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>समय क्षेत्र</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>फ़ोन</translation>
  </message>
  <message>
   <source>Paid</source>
   <translation>भुगतान हुआ</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>मुद्रा</translation>
  </message>
 </context>
 <context>
  <name>extend</name>
  <message>
   <source>{before} becomes {after}: {more} more.</source>
   <translation>दाम {before} से बढ़कर {after} होगा: {more} ज़्यादा।</translation>
  </message>
  <message>
   <source>{before} becomes {after}: {more} less.</source>
   <translation>दाम {before} से घटकर {after} होगा: {more} कम।</translation>
  </message>
  <message>
   <source>Until when?</source>
   <translation>कब तक?</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Change the end</source>
   <translation>समाप्ति बदलें</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>समाप्ति</translation>
  </message>
  <message>
   <source>A booking must end after it starts.</source>
   <translation>बुकिंग शुरू होने के बाद ही खत्म हो सकती है।</translation>
  </message>
  <message>
   <source>That time is over already.</source>
   <translation>वह समय निकल चुका है।</translation>
  </message>
  <message>
   <source>Nobody has booked the seat after that.</source>
   <translation>उसके बाद सीट किसी ने बुक नहीं की है।</translation>
  </message>
  <message>
   <source>{student} has this seat from {time}.</source>
   <translation>यह सीट {time} से {student} के नाम है।</translation>
  </message>
  <message>
   <source>The price stays {price}.</source>
   <translation>दाम {price} ही रहेगा।</translation>
  </message>
  <message>
   <source>{student} · Seat {seat} · now until {end}</source>
   <translation>{student} · सीट {seat} · अभी {end} तक</translation>
  </message>
  <message>
   <source>+1 month</source>
   <translation>+1 महीना</translation>
  </message>
  <message>
   <source>As long as free: {time}</source>
   <translation>जब तक खाली है: {time}</translation>
  </message>
  <message>
   <source>The seat is free until {time}.</source>
   <translation>सीट {time} तक खाली है।</translation>
  </message>
  <message>
   <source>+1 day</source>
   <translation>+1 दिन</translation>
  </message>
  <message>
   <source>+30 min</source>
   <translation>+30 मिनट</translation>
  </message>
  <message>
   <source>+1 h</source>
   <translation>+1 घंटा</translation>
  </message>
  <message>
   <source>+2 h</source>
   <translation>+2 घंटे</translation>
  </message>
 </context>
 <context>
  <name>file</name>
  <message>
   <source>Make room on the disk.</source>
   <translation>डिस्क पर जगह बनाएँ।</translation>
  </message>
  <message>
   <source>Check that you may write in the profile's folder.</source>
   <translation>जाँच लें कि आपको प्रोफ़ाइल के फ़ोल्डर में लिखने की अनुमति है।</translation>
  </message>
  <message>
   <source>Another program holds the file; end that one.</source>
   <translation>कोई दूसरा प्रोग्राम इस फ़ाइल को इस्तेमाल कर रहा है; उसे बंद करें।</translation>
  </message>
  <message>
   <source>its checksums do not agree</source>
   <translation>उसके चेकसम मेल नहीं खाते</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings was damaged ({why}). It was made anew and is fetched again now; try this once more in a moment.</source>
   <translation>डेस्क पर रखी बुकिंग की कॉपी खराब हो गई थी ({why})। वह नए सिरे से बना दी गई है और बुकिंग अभी फिर से लाई जा रही हैं; थोड़ी देर में यह फिर करके देखें।</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings cannot be written or read just now ({why}). {remedy} It goes on by itself as soon as it can.</source>
   <translation>डेस्क पर रखी बुकिंग की कॉपी अभी लिखी या पढ़ी नहीं जा सकती ({why})। {remedy} जैसे ही हो सकेगा, काम अपने आप आगे चलेगा।</translation>
  </message>
 </context>
 <context>
  <name>filter</name>
  <message>
   <source>Filter the bookings</source>
   <translation>बुकिंग फ़िल्टर करें</translation>
  </message>
  <message>
   <source>Such as A-12, B-3</source>
   <translation>जैसे A-12, B-3</translation>
  </message>
  <message>
   <source>Seats, with commas between</source>
   <translation>सीटें, बीच में कॉमा लगाकर</translation>
  </message>
  <message>
   <source>Clear all</source>
   <translation>सब हटाएँ</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>हो गया</translation>
  </message>
  <message>
   <source>What lies in these days</source>
   <translation>इन दिनों में क्या हो</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>दिन</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>पहला दिन</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>आखिरी दिन</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>स्थिति</translation>
  </message>
  <message>
   <source>Payment</source>
   <translation>भुगतान</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>प्रकार</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>{title}: {word}</source>
   <translation>{title}: {word}</translation>
  </message>
  <message>
   <source>Any day</source>
   <translation>कोई भी दिन</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>बीता कल</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>आज</translation>
  </message>
  <message>
   <source>Tomorrow</source>
   <translation>आने वाला कल</translation>
  </message>
  <message>
   <source>This week</source>
   <translation>इस हफ़्ते</translation>
  </message>
  <message>
   <source>Next week</source>
   <translation>अगले हफ़्ते</translation>
  </message>
  <message>
   <source>This month</source>
   <translation>इस महीने</translation>
  </message>
  <message>
   <source>Last month</source>
   <translation>पिछले महीने</translation>
  </message>
  <message>
   <source>Dates…</source>
   <translation>तारीखें…</translation>
  </message>
  <message>
   <source>Seat held</source>
   <translation>सीट बुक</translation>
  </message>
  <message>
   <source>Starts</source>
   <translation>शुरुआत</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>अंत</translation>
  </message>
  <message>
   <source>{what}: {days}</source>
   <translation>{what}: {days}</translation>
  </message>
  <message>
   <source>Seat {seats}</source>
   <translation>सीट {seats}</translation>
  </message>
  <message>
   <source>{what}; press to take this limit away</source>
   <translation>{what}; यह फ़िल्टर हटाने के लिए दबाएँ</translation>
  </message>
 </context>
 <context>
  <name>first run</name>
  <message>
   <source>Welcome to StudySpot Desk</source>
   <translation>StudySpot Desk में आपका स्वागत है</translation>
  </message>
  <message>
   <source>It rings when a student books. Where are your bookings kept?</source>
   <translation>छात्र की बुकिंग आते ही घंटी बजती है। आपकी बुकिंग कहाँ रखी जाती हैं?</translation>
  </message>
  <message>
   <source>You are signed out</source>
   <translation>आप साइन आउट हैं</translation>
  </message>
  <message>
   <source>Nothing rings on this computer until somebody signs in.</source>
   <translation>जब तक कोई साइन इन नहीं करता, इस कंप्यूटर पर कोई घंटी नहीं बजेगी।</translation>
  </message>
  <message>
   <source>Please sign in again</source>
   <translation>कृपया फिर से साइन इन करें</translation>
  </message>
  <message>
   <source>Try it with a sample library</source>
   <translation>नमूना लाइब्रेरी के साथ आज़माएँ</translation>
  </message>
  <message>
   <source>Use this computer</source>
   <translation>यह कंप्यूटर इस्तेमाल करें</translation>
  </message>
  <message>
   <source>Connect to a server</source>
   <translation>सर्वर से जुड़ें</translation>
  </message>
  <message>
   <source>Back to the bookings</source>
   <translation>बुकिंग पर वापस जाएँ</translation>
  </message>
  <message>
   <source>Create the library</source>
   <translation>लाइब्रेरी बनाएँ</translation>
  </message>
  <message>
   <source>Setting up…</source>
   <translation>तैयारी हो रही है…</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>साइन इन करें</translation>
  </message>
  <message>
   <source>Signing in…</source>
   <translation>साइन इन हो रहा है…</translation>
  </message>
  <message>
   <source>Your sign-in has ended.</source>
   <translation>आपका साइन-इन खत्म हो गया है।</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>आपका नाम</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>ई-मेल</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>पासवर्ड</translation>
  </message>
  <message>
   <source>Name of the library</source>
   <translation>लाइब्रेरी का नाम</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>The bookings are kept on this computer, and only programs on it can reach them. If students are to book from their own devices, connect to a server.</source>
   <translation>बुकिंग इसी कंप्यूटर पर रखी जाती हैं, और सिर्फ़ इसी पर चल रहे प्रोग्राम उन तक पहुँच सकते हैं। अगर छात्रों को अपने डिवाइस से बुकिंग करनी है, तो किसी सर्वर से जुड़ें।</translation>
  </message>
  <message>
   <source>Address of the server</source>
   <translation>सर्वर का पता</translation>
  </message>
  <message>
   <source>https://desk.example.org</source>
   <translation>https://desk.example.org</translation>
  </message>
  <message>
   <source>The library on this computer</source>
   <translation>इस कंप्यूटर की लाइब्रेरी</translation>
  </message>
  <message>
   <source>At least {count} characters</source>
   <translation>कम से कम {count} अक्षर</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>समय क्षेत्र</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>मुद्रा</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>यह ज़रूरी है।</translation>
  </message>
  <message>
   <source>Choose one from the list.</source>
   <translation>सूची में से एक चुनें।</translation>
  </message>
  <message>
   <source>That is no e-mail address, like a@b.org.</source>
   <translation>यह ई-मेल पता नहीं है; वह a@b.org जैसा होता है।</translation>
  </message>
  <message>
   <source>That is no address, like https://desk.example.org.</source>
   <translation>यह सही पता नहीं है; पता https://desk.example.org जैसा होता है।</translation>
  </message>
  <message>
   <source>From 1 to {most}.</source>
   <translation>1 से {most} तक।</translation>
  </message>
  <message>
   <source>Take at least {count} characters.</source>
   <translation>कम से कम {count} अक्षर रखें।</translation>
  </message>
 </context>
 <context>
  <name>follower</name>
  <message>
   <source>The stream {stream} could not be followed ({why}).</source>
   <translation>{stream} स्ट्रीम से जुड़े रहना नहीं हो पाया ({why})।</translation>
  </message>
  <message>
   <source>The server knows no stream {stream} any more.</source>
   <translation>सर्वर पर {stream} स्ट्रीम अब नहीं है।</translation>
  </message>
  <message>
   <source>The server says that there is more in {stream}, but does not send it.</source>
   <translation>सर्वर बताता है कि {stream} में और भी है, पर भेजता नहीं।</translation>
  </message>
 </context>
 <context>
  <name>forms</name>
  <message>
   <source>Show the password</source>
   <translation>पासवर्ड दिखाएँ</translation>
  </message>
  <message>
   <source>Hide the password</source>
   <translation>पासवर्ड छिपाएँ</translation>
  </message>
 </context>
 <context>
  <name>giving</name>
  <message numerus="yes">
   <source>%n of them were refused</source>
   <translation>
    <numerusform>इनमें से %n को मना किया गया</numerusform>
    <numerusform>इनमें से %n को मना किया गया</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>groups</name>
  <message>
   <source>All</source>
   <translation>सभी</translation>
  </message>
  <message>
   <source>Upcoming</source>
   <translation>आने वाले</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>यहाँ हैं</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>खत्म</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>रद्द</translation>
  </message>
 </context>
 <context>
  <name>hours</name>
  <message>
   <source>Begin</source>
   <translation>शुरू</translation>
  </message>
  <message>
   <source>End</source>
   <translation>खत्म</translation>
  </message>
  <message>
   <source>until</source>
   <translation>से</translation>
  </message>
  <message>
   <source>Remove these quiet hours</source>
   <translation>यह शांत समय हटाएँ</translation>
  </message>
  <message>
   <source>Alerts ring at all hours. Add the hours in which they should not.</source>
   <translation>अलर्ट हर समय बजते हैं। जब उन्हें नहीं बजना चाहिए, वह समय जोड़ें।</translation>
  </message>
  <message>
   <source>Add quiet hours</source>
   <translation>शांत समय जोड़ें</translation>
  </message>
  <message>
   <source>Be quiet while this computer’s own “do not disturb” is on</source>
   <translation>इस कंप्यूटर का अपना “परेशान न करें” चालू हो, तो शांत रहें</translation>
  </message>
  <message>
   <source>Quiet hours</source>
   <translation>शांत समय</translation>
  </message>
  <message>
   <source>By this computer’s clock. What rings meanwhile is kept in Notices, and says so.</source>
   <translation>इस कंप्यूटर की घड़ी के अनुसार। इस बीच जो बजना था, वह सूचनाओं में रखा जाता है, और वहाँ यह लिखा होता है।</translation>
  </message>
  <message>
   <source>Nothing rings in quiet. Choose under Alerts what may ring all the same.</source>
   <translation>शांत मोड में कुछ नहीं बजता। फिर भी क्या बज सकता है, यह अलर्ट में चुनें।</translation>
  </message>
  <message>
   <source>the next day</source>
   <translation>अगले दिन तक</translation>
  </message>
  <message>
   <source>In quiet these ring all the same: {kinds}</source>
   <translation>शांत मोड में भी ये बजते हैं: {kinds}</translation>
  </message>
 </context>
 <context>
  <name>hub</name>
  <message>
   <source>There is no such library. It may have been removed.</source>
   <translation>ऐसी कोई लाइब्रेरी नहीं है। हो सकता है कि वह हटा दी गई हो।</translation>
  </message>
  <message>
   <source>This sign-in has ended. Sign in again.</source>
   <translation>यह साइन-इन खत्म हो चुका है। फिर से साइन इन करें।</translation>
  </message>
  <message>
   <source>Only the staff of the library may do this.</source>
   <translation>यह सिर्फ़ लाइब्रेरी का स्टाफ़ कर सकता है।</translation>
  </message>
  <message>
   <source>Only the owner of the library may do this. Ask the owner to do it.</source>
   <translation>यह सिर्फ़ लाइब्रेरी के मालिक कर सकते हैं। उनसे करने को कहें।</translation>
  </message>
  <message>
   <source>The e-mail or the password is wrong. Check both and try again.</source>
   <translation>ई-मेल या पासवर्ड गलत है। दोनों जाँच लें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>There is already an account for {email}. Sign in with it, or use another e-mail.</source>
   <translation>{email} का खाता पहले से मौजूद है। उसी से साइन इन करें, या कोई दूसरा ई-मेल दें।</translation>
  </message>
  <message>
   <source>Between one and {most} alerts are acknowledged at once.</source>
   <translation>एक बार में 1 से {most} अलर्ट ही “समझ गए” किए जा सकते हैं।</translation>
  </message>
  <message>
   <source>There is no such booking. Look at the list again.</source>
   <translation>ऐसी कोई बुकिंग नहीं है। सूची फिर से देखें।</translation>
  </message>
  <message>
   <source>Somebody sits there still: check them out first, or choose another seat.</source>
   <translation>वहाँ अभी कोई बैठा है: पहले उनका चेक-आउट करें, या कोई दूसरी सीट चुनें।</translation>
  </message>
  <message>
   <source>A booking made at the desk is a walk-in or by phone, not online.</source>
   <translation>डेस्क पर की गई बुकिंग “सीधे आए” या फ़ोन की होती है, ऑनलाइन नहीं।</translation>
  </message>
  <message>
   <source>This booking has no seat or time to hold.</source>
   <translation>इस बुकिंग में कोई सीट या समय नहीं है, जिसे रोका जा सके।</translation>
  </message>
  <message>
   <source>This booking has begun. Ask the staff of the library to cancel it.</source>
   <translation>इस बुकिंग का समय शुरू हो चुका है। इसे रद्द करने के लिए लाइब्रेरी के स्टाफ़ से कहें।</translation>
  </message>
  <message>
   <source>This booking stays as it is; make a new one for another seat.</source>
   <translation>यह बुकिंग वैसी ही रहती है; दूसरी सीट के लिए नई बुकिंग करें।</translation>
  </message>
  <message>
   <source>Only the staff of the library may book as walk-in or by phone.</source>
   <translation>“सीधे आए” या फ़ोन की बुकिंग सिर्फ़ लाइब्रेरी का स्टाफ़ कर सकता है।</translation>
  </message>
  <message>
   <source>The hub is ending. Try again in a moment.</source>
   <translation>हब बंद हो रहा है। थोड़ी देर में फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>The hub cannot read or write its database just now. Nothing was changed. Check the disk of the hub's computer.</source>
   <translation>हब अभी अपना डेटाबेस पढ़ या लिख नहीं सकता। कुछ नहीं बदला गया। हब वाले कंप्यूटर की डिस्क जाँचें।</translation>
  </message>
  <message>
   <source>The hub could not save this, because its disk is full. Nothing was changed. Free some space and try again.</source>
   <translation>हब इसे सहेज नहीं सका, क्योंकि उसकी डिस्क भरी हुई है। कुछ नहीं बदला गया। थोड़ी जगह खाली करें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>That seat is taken at this time. Choose another seat or another time.</source>
   <translation>इस समय वह सीट ली जा चुकी है। कोई दूसरी सीट या दूसरा समय चुनें।</translation>
  </message>
  <message>
   <source>The hub could not save this in time, because its database is busy. Nothing was changed. Try again in a moment.</source>
   <translation>हब इसे समय पर सहेज नहीं सका, क्योंकि उसका डेटाबेस व्यस्त है। कुछ नहीं बदला गया। थोड़ी देर में फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>The hub cannot read or write its database. Check the disk of the hub's computer and whether the hub may write there.</source>
   <translation>हब अपना डेटाबेस पढ़ या लिख नहीं सकता। हब वाले कंप्यूटर की डिस्क जाँचें, और यह भी कि हब को वहाँ लिखने की अनुमति है या नहीं।</translation>
  </message>
  <message>
   <source>The hub cannot save anything, because the disk with its data is full. Free some space there; nothing needs to be started again.</source>
   <translation>हब कुछ भी सहेज नहीं सकता, क्योंकि उसके डेटा वाली डिस्क भरी हुई है। वहाँ थोड़ी जगह खाली करें; कुछ भी फिर से चालू करने की ज़रूरत नहीं।</translation>
  </message>
  <message>
   <source>The hub cannot save anything, because another program holds its database. End what works with that file, such as a backup or a database viewer.</source>
   <translation>हब कुछ भी सहेज नहीं सकता, क्योंकि कोई दूसरा प्रोग्राम उसका डेटाबेस रोके हुए है। उस फ़ाइल पर जो चल रहा हो, जैसे बैकअप या डेटाबेस व्यूअर, उसे बंद करें।</translation>
  </message>
  <message>
   <source>The hub has tried to save something for more than {seconds} s. Check whether its disk works and whether another program holds its database.</source>
   <translation>हब {seconds} सेकंड से ज़्यादा समय से कुछ सहेजने की कोशिश कर रहा है। देखें कि उसकी डिस्क ठीक चल रही है या नहीं, और कोई दूसरा प्रोग्राम उसका डेटाबेस रोके हुए तो नहीं है।</translation>
  </message>
  <message>
   <source>This Idempotency-Key was used for another request before. Use a new key.</source>
   <translation>यह Idempotency-Key पहले किसी दूसरे अनुरोध के लिए काम में ली जा चुकी है। नई कुंजी दें।</translation>
  </message>
  <message>
   <source>The Idempotency-Key must be 1 to {most} printable characters.</source>
   <translation>Idempotency-Key में 1 से {most} छपने लायक अक्षर होने चाहिए।</translation>
  </message>
  <message>
   <source>Only an owner may open a library.</source>
   <translation>लाइब्रेरी सिर्फ़ मालिक खोल सकते हैं।</translation>
  </message>
  <message>
   <source>Somebody changed the library meanwhile. Look at it as it is now and try again.</source>
   <translation>इस बीच किसी ने लाइब्रेरी को बदल दिया। अब वह जैसी है, देख लें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>One booking still holds a seat here. Cancel or finish what is booked, then close the library.</source>
   <translation>एक बुकिंग की सीट यहाँ अब भी रुकी हुई है। जो बुक है उसे रद्द या पूरा करें, फिर लाइब्रेरी बंद करें।</translation>
  </message>
  <message>
   <source>{count} bookings hold seats here. Cancel or finish what is booked, then close the library.</source>
   <translation>{count} बुकिंग की सीटें यहाँ रुकी हुई हैं। जो बुक है उसे रद्द या पूरा करें, फिर लाइब्रेरी बंद करें।</translation>
  </message>
  <message>
   <source>This hub gave out no such cursor. Begin with the first page again.</source>
   <translation>ऐसा cursor इस हब का दिया हुआ नहीं है। पहले पेज से फिर शुरू करें।</translation>
  </message>
  <message>
   <source>Only the staff of the library may see its numbers.</source>
   <translation>लाइब्रेरी के आँकड़े सिर्फ़ उसका स्टाफ़ देख सकता है।</translation>
  </message>
  <message>
   <source>The span must end after it begins, {days} days later at most.</source>
   <translation>अवधि अपनी शुरुआत के बाद ही खत्म होनी चाहिए, ज़्यादा से ज़्यादा {days} दिन बाद।</translation>
  </message>
  <message>
   <source>There is no day {day} to look at. Write it like 2026-05-31.</source>
   <translation>{day} ऐसा कोई दिन नहीं है जिसे देखा जा सके। इस तरह लिखें: 2026-05-31।</translation>
  </message>
  <message>
   <source>A seat can be held from now on until the booking's end. Choose a time between them.</source>
   <translation>सीट अब से लेकर बुकिंग खत्म होने तक रोकी जा सकती है। इनके बीच का कोई समय चुनें।</translation>
  </message>
  <message>
   <source>This booking is {state}, so its seat waits for nobody. Only a confirmed booking's seat can be held.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसकी सीट किसी के लिए रुकी नहीं रहती। सिर्फ़ पक्की बुकिंग की सीट रोकी जा सकती है।</translation>
  </message>
  <message>
   <source>Choose another seat or another time.</source>
   <translation>कोई दूसरी सीट या दूसरा समय चुनें।</translation>
  </message>
  <message>
   <source>January</source>
   <translation>जनवरी</translation>
  </message>
  <message>
   <source>February</source>
   <translation>फ़रवरी</translation>
  </message>
  <message>
   <source>March</source>
   <translation>मार्च</translation>
  </message>
  <message>
   <source>April</source>
   <translation>अप्रैल</translation>
  </message>
  <message>
   <source>May</source>
   <translation>मई</translation>
  </message>
  <message>
   <source>June</source>
   <translation>जून</translation>
  </message>
  <message>
   <source>July</source>
   <translation>जुलाई</translation>
  </message>
  <message>
   <source>August</source>
   <translation>अगस्त</translation>
  </message>
  <message>
   <source>September</source>
   <translation>सितंबर</translation>
  </message>
  <message>
   <source>October</source>
   <translation>अक्टूबर</translation>
  </message>
  <message>
   <source>November</source>
   <translation>नवंबर</translation>
  </message>
  <message>
   <source>December</source>
   <translation>दिसंबर</translation>
  </message>
  <message>
   <source>from {begin} on {day} {month} to {end} on {last_day} {last_month}</source>
   <translation>{day} {month} {begin} से {last_day} {last_month} {end} तक</translation>
  </message>
  <message>
   <source>You have seat {seat} {when} already, by booking {code}. Cancel that one first, or choose another time.</source>
   <translation>{when} सीट {seat} पहले से आपके पास है (बुकिंग {code})। पहले उसे रद्द करें, या कोई दूसरा समय चुनें।</translation>
  </message>
  <message>
   <source>Seat {seat} is taken {when} by booking {code} ({student}). {advice}</source>
   <translation>सीट {seat} {when} बुकिंग {code} ({student}) में ली जा चुकी है। {advice}</translation>
  </message>
  <message>
   <source>Seat {seat} is taken {when}. {advice}</source>
   <translation>सीट {seat} {when} ली जा चुकी है। {advice}</translation>
  </message>
  <message>
   <source>from {begin} to {end} on {day} {month}</source>
   <translation>{day} {month} को {begin} से {end} तक</translation>
  </message>
  <message>
   <source>Too many failed sign-ins. Try again in {minutes} min.</source>
   <translation>साइन इन की बहुत ज़्यादा नाकाम कोशिशें हुईं। {minutes} मिनट बाद फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>A booking of which {money} was paid is not {word}. Send the amount alone, and its word follows.</source>
   <translation>जिस बुकिंग के {money} का भुगतान हुआ है, वह “{word}” नहीं हो सकती। सिर्फ़ रकम भेजें, उसका शब्द अपने आप तय हो जाता है।</translation>
  </message>
  <message>
   <source>The booking costs {total}, so {paid} is too much. Give what was taken for it.</source>
   <translation>बुकिंग का दाम {total} है, इसलिए {paid} बहुत ज़्यादा है। जितना लिया गया, उतना ही लिखें।</translation>
  </message>
  <message>
   <source>Somebody changed the prices meanwhile. Look at them as they are now and try again.</source>
   <translation>इस बीच किसी ने दाम बदल दिए। अब जो दाम हैं, देख लें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>There is no such seat in this library. Choose one of its seats.</source>
   <translation>इस लाइब्रेरी में ऐसी कोई सीट नहीं है। इसकी सीटों में से कोई चुनें।</translation>
  </message>
  <message>
   <source>Say either the label of one seat or how many seats to add.</source>
   <translation>या तो एक सीट का नाम बताएँ, या यह कि कितनी सीटें जोड़नी हैं।</translation>
  </message>
  <message>
   <source>Somebody has arranged these seats meanwhile, so that nothing was moved. Look at the map as it is now and move the seat again.</source>
   <translation>इस बीच किसी ने ये सीटें जमा दी हैं, इसलिए कुछ नहीं खिसकाया गया। नक्शा अब जैसा है उसे देखें और सीट फिर से खिसकाएँ।</translation>
  </message>
  <message>
   <source>Seats {one} and {other} cannot both stand in one place of the room {room}. Give one of them another place.</source>
   <translation>कमरे {room} में सीट {one} और सीट {other} दोनों एक ही जगह नहीं हो सकतीं। किसी एक को दूसरी जगह दें।</translation>
  </message>
  <message>
   <source>Seat {seat} is out of use at present. Choose another seat.</source>
   <translation>सीट {seat} अभी बंद है। कोई दूसरी सीट चुनें।</translation>
  </message>
  <message>
   <source>Seats {one} and {other} cannot both stand in one place. Give one of them another place.</source>
   <translation>सीट {one} और सीट {other} दोनों एक ही जगह नहीं हो सकतीं। किसी एक को दूसरी जगह दें।</translation>
  </message>
  <message>
   <source>Somebody has changed seat {seat} meanwhile, so that it stays as they made it. Look at it as it is now and try again.</source>
   <translation>इस बीच किसी ने सीट {seat} बदल दी है, इसलिए वह वैसी ही रहेगी। देखें कि वह अब कैसी है, और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>A library has {most} seats at most, and this one has {count} already. Add fewer.</source>
   <translation>एक लाइब्रेरी में ज़्यादा से ज़्यादा {most} सीटें हो सकती हैं, और इसमें पहले से {count} हैं। कम जोड़ें।</translation>
  </message>
  <message>
   <source>Seat {seat} is open, so it has no reason for being closed. Close it together with the reason.</source>
   <translation>सीट {seat} खुली है, इसलिए उसके बंद होने का कोई कारण नहीं हो सकता। कारण के साथ उसे बंद भी करें।</translation>
  </message>
  <message>
   <source>The place of seat {seat} is half told. Give both x and y, or neither.</source>
   <translation>सीट {seat} की जगह आधी ही बताई गई है। x और y दोनों दें, या कोई नहीं।</translation>
  </message>
  <message>
   <source>Seat {seat} is named twice. Name each seat once.</source>
   <translation>सीट {seat} दो बार आई है। हर सीट एक ही बार दें।</translation>
  </message>
  <message>
   <source>There is already a seat {label}. Choose another label.</source>
   <translation>{label} नाम की सीट पहले से है। कोई दूसरा नाम चुनें।</translation>
  </message>
  <message>
   <source>You are no longer on the staff of the library, so its bookings cannot be seen any more. If that is a mistake, ask its owner.</source>
   <translation>आप अब लाइब्रेरी के स्टाफ़ में नहीं हैं, इसलिए उसकी बुकिंग अब नहीं दिख सकतीं। अगर यह गलती से हुआ है, तो मालिक से पूछें।</translation>
  </message>
  <message>
   <source>That is too long: a booking by the month lasts 12 months at most.</source>
   <translation>यह बहुत लंबा है: महीने की बुकिंग ज़्यादा से ज़्यादा 12 महीने की होती है।</translation>
  </message>
  <message>
   <source>That is too long: a booking by the hour lasts 24 hours at most.</source>
   <translation>यह बहुत लंबा है: घंटे की बुकिंग ज़्यादा से ज़्यादा 24 घंटे की होती है।</translation>
  </message>
  <message>
   <source>That is too long: a booking by the day lasts 31 days at most.</source>
   <translation>यह बहुत लंबा है: दिन की बुकिंग ज़्यादा से ज़्यादा 31 दिन की होती है।</translation>
  </message>
  <message>
   <source>A booking must end after it starts. Choose a later end.</source>
   <translation>बुकिंग शुरू होने के बाद ही खत्म हो सकती है। खत्म होने का समय और बाद का चुनें।</translation>
  </message>
  <message>
   <source>That is too short: a booking lasts a minute at least. Choose a later end.</source>
   <translation>यह बहुत छोटा है: बुकिंग कम से कम एक मिनट की होती है। खत्म होने का समय और बाद का चुनें।</translation>
  </message>
  <message>
   <source>That time is in the past. Choose a time from now on.</source>
   <translation>वह समय बीत चुका है। अब से आगे का कोई समय चुनें।</translation>
  </message>
  <message>
   <source>A booking by the hour needs an end. Say when it ends.</source>
   <translation>घंटे की बुकिंग में खत्म होने का समय चाहिए। बताएँ कि वह कब खत्म होगी।</translation>
  </message>
  <message>
   <source>That is more than {days} days ahead. Choose an earlier day.</source>
   <translation>वह {days} दिन से भी ज़्यादा आगे है। पहले का कोई दिन चुनें।</translation>
  </message>
  <message>
   <source>Nobody with this id is on the staff of this library. Look at the list again.</source>
   <translation>इस id का कोई व्यक्ति इस लाइब्रेरी के स्टाफ़ में नहीं है। सूची फिर से देखें।</translation>
  </message>
  <message>
   <source>{person} works here already.</source>
   <translation>{person} पहले से यहाँ के स्टाफ़ में हैं।</translation>
  </message>
  <message>
   <source>Somebody changed this booking meanwhile. Look at it as it is now and try again.</source>
   <translation>इस बीच किसी ने यह बुकिंग बदल दी। अब वह जैसी है, देख लें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>This booking's time is over, so nobody can be checked in any more.</source>
   <translation>इस बुकिंग का समय खत्म हो चुका है, इसलिए अब किसी का चेक-इन नहीं हो सकता।</translation>
  </message>
  <message>
   <source>This booking has had no version {version} yet; it is at {standing}. Look at it as it is now and try again.</source>
   <translation>इस बुकिंग का संस्करण {version} अभी बना ही नहीं है; अभी {standing} चल रहा है। वह अब जैसी है, देख लें और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>This booking has no time to change.</source>
   <translation>इस बुकिंग में कोई समय नहीं है जिसे बदला जा सके।</translation>
  </message>
  <message>
   <source>This booking is {state}, so its seat and time cannot be changed.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसकी सीट और समय नहीं बदले जा सकते।</translation>
  </message>
  <message>
   <source>There is no such stream of events.</source>
   <translation>घटनाओं की ऐसी कोई धारा (stream) नहीं है।</translation>
  </message>
  <message>
   <source>These events are no longer kept, or the hub was restored from a backup. Load the library anew.</source>
   <translation>ये घटनाएँ अब रखी नहीं गई हैं, या हब को बैकअप से वापस लाया गया है। लाइब्रेरी को फिर से लोड करें।</translation>
  </message>
  <message>
   <source>This needs a sign-in. Sign in and send the access token.</source>
   <translation>इसके लिए साइन इन ज़रूरी है। साइन इन करें और access token भेजें।</translation>
  </message>
  <message>
   <source>This sign-in has run out. Refresh it or sign in again.</source>
   <translation>इस साइन-इन का समय निकल गया है। इसे ताज़ा करें या फिर से साइन इन करें।</translation>
  </message>
 </context>
 <context>
  <name>hub checks</name>
  <message>
   <source>position (after)</source>
   <translation>क्रम (after)</translation>
  </message>
  <message>
   <source>alert's id</source>
   <translation>अलर्ट की id</translation>
  </message>
  <message>
   <source>reason for closing the seat</source>
   <translation>सीट बंद करने का कारण</translation>
  </message>
  <message>
   <source>number of seats to add</source>
   <translation>जोड़ी जाने वाली सीटों की संख्या</translation>
  </message>
  <message>
   <source>price of a day</source>
   <translation>एक दिन का दाम</translation>
  </message>
  <message>
   <source>booking's end</source>
   <translation>बुकिंग खत्म होने का समय</translation>
  </message>
  <message>
   <source>beginning of the span (from)</source>
   <translation>अवधि की शुरुआत (from)</translation>
  </message>
  <message>
   <source>time until which the seat is held</source>
   <translation>सीट कब तक रोकी जाए</translation>
  </message>
  <message>
   <source>price of an hour</source>
   <translation>एक घंटे का दाम</translation>
  </message>
  <message>
   <source>seat's label</source>
   <translation>सीट का नाम</translation>
  </message>
  <message>
   <source>length of a page (limit)</source>
   <translation>एक पेज की लंबाई (limit)</translation>
  </message>
  <message>
   <source>price of a month</source>
   <translation>एक महीने का दाम</translation>
  </message>
  <message>
   <source>name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>number of minutes after which a seat is given up</source>
   <translation>सीट कितने मिनट बाद छोड़ी जाए</translation>
  </message>
  <message>
   <source>note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>amount that was paid</source>
   <translation>भुगतान की रकम</translation>
  </message>
  <message>
   <source>search text (q)</source>
   <translation>खोज का शब्द (q)</translation>
  </message>
  <message>
   <source>reason</source>
   <translation>कारण</translation>
  </message>
  <message>
   <source>room's name</source>
   <translation>कमरे का नाम</translation>
  </message>
  <message>
   <source>number of seats</source>
   <translation>सीटों की संख्या</translation>
  </message>
  <message>
   <source>booking's start</source>
   <translation>बुकिंग शुरू होने का समय</translation>
  </message>
  <message>
   <source>student's name</source>
   <translation>छात्र का नाम</translation>
  </message>
  <message>
   <source>student's phone number</source>
   <translation>छात्र का फ़ोन नंबर</translation>
  </message>
  <message>
   <source>end of the span (to)</source>
   <translation>अवधि का अंत (to)</translation>
  </message>
  <message>
   <source>time of the last change (updatedAfter)</source>
   <translation>आखिरी बदलाव का समय (updatedAfter)</translation>
  </message>
  <message>
   <source>seat's place across the room (x)</source>
   <translation>कमरे की चौड़ाई में सीट की जगह (x)</translation>
  </message>
  <message>
   <source>seat's place down the room (y)</source>
   <translation>कमरे की लंबाई में सीट की जगह (y)</translation>
  </message>
  <message>
   <source>Say which library is meant.</source>
   <translation>बताएँ कि कौन-सी लाइब्रेरी चाहिए।</translation>
  </message>
  <message>
   <source>That is not an e-mail address. Write it like name@example.com.</source>
   <translation>यह ई-मेल का पता नहीं है। इस तरह लिखें: name@example.com।</translation>
  </message>
  <message>
   <source>time at which it was done ({header})</source>
   <translation>काम होने का समय ({header})</translation>
  </message>
  <message>
   <source>There is no status {status}. Use: {known}.</source>
   <translation>{status} नाम की कोई स्थिति नहीं है। इनमें से एक लिखें: {known}।</translation>
  </message>
  <message>
   <source>The {name} is too long: it has {count} characters and may have {most} at most.</source>
   <translation>“{name}” में {count} अक्षर हैं, यह बहुत ज़्यादा है: ज़्यादा से ज़्यादा {most} हो सकते हैं।</translation>
  </message>
  <message>
   <source>The {name} is missing.</source>
   <translation>“{name}” भरना ज़रूरी है।</translation>
  </message>
  <message>
   <source>The password must have between {least} and {most} characters.</source>
   <translation>पासवर्ड में {least} से {most} अक्षर होने चाहिए।</translation>
  </message>
  <message>
   <source>The {name} lies outside the years 2000 to 2199. Choose another date.</source>
   <translation>“{name}” की तारीख साल 2000 से 2199 के बाहर है। कोई दूसरी तारीख चुनें।</translation>
  </message>
  <message>
   <source>The {name} must be between {least} and {most}.</source>
   <translation>“{name}” के लिए {least} से {most} तक की संख्या चाहिए।</translation>
  </message>
  <message>
   <source>There is no currency {code}. Give its code of three capital letters (ISO 4217), such as INR or EUR.</source>
   <translation>{code} नाम की कोई मुद्रा नहीं है। उसका तीन बड़े अक्षरों वाला कोड (ISO 4217) दें, जैसे INR या EUR।</translation>
  </message>
  <message>
   <source>There is no time zone {zone}. Write it like Asia/Kolkata or Europe/Berlin.</source>
   <translation>{zone} नाम का कोई समय क्षेत्र नहीं है। इस तरह लिखें: Asia/Kolkata या Europe/Berlin।</translation>
  </message>
  <message>
   <source>The {name} must be a time such as 2026-05-31T09:00:00Z.</source>
   <translation>“{name}” में ऐसा समय चाहिए: 2026-05-31T09:00:00Z।</translation>
  </message>
 </context>
 <context>
  <name>hub requests</name>
  <message>
   <source>The request's body was not complete after {seconds} s, so the hub has given it up. Check the connection and send the request again.</source>
   <translation>{seconds} सेकंड में भी अनुरोध पूरा नहीं पहुँचा, इसलिए हब ने उसे छोड़ दिया। कनेक्शन जाँचें और अनुरोध फिर भेजें।</translation>
  </message>
  <message>
   <source>The body</source>
   <translation>अनुरोध का डेटा (body)</translation>
  </message>
  <message>
   <source>text</source>
   <translation>टेक्स्ट</translation>
  </message>
  <message>
   <source>a whole number</source>
   <translation>पूर्णांक</translation>
  </message>
  <message>
   <source>a number with decimals</source>
   <translation>दशमलव वाली संख्या</translation>
  </message>
  <message>
   <source>true or false</source>
   <translation>true या false</translation>
  </message>
  <message>
   <source>an object</source>
   <translation>ऑब्जेक्ट</translation>
  </message>
  <message>
   <source>a list</source>
   <translation>सूची</translation>
  </message>
  <message>
   <source>null</source>
   <translation>null</translation>
  </message>
  <message>
   <source>a time</source>
   <translation>समय</translation>
  </message>
  <message>
   <source>The request could not be read. Check its body and its address.</source>
   <translation>अनुरोध पढ़ा नहीं जा सका। उसका डेटा (body) और पता जाँचें।</translation>
  </message>
  <message>
   <source>There is nothing at this address. See /schema for what there is.</source>
   <translation>इस पते पर कुछ नहीं है। क्या-क्या है, यह /schema में देखें।</translation>
  </message>
  <message>
   <source>{what} cannot be read.</source>
   <translation>{what}: इसे पढ़ा नहीं जा सकता।</translation>
  </message>
  <message>
   <source>The body is missing.</source>
   <translation>अनुरोध में डेटा (body) नहीं है।</translation>
  </message>
  <message>
   <source>The query parameter {field}</source>
   <translation>पते का पैरामीटर {field}</translation>
  </message>
  <message>
   <source>The body must be JSON. Send it with the content type application/json.</source>
   <translation>अनुरोध का डेटा (body) JSON होना चाहिए। उसे application/json के content type के साथ भेजें।</translation>
  </message>
  <message>
   <source>The body is not valid JSON. Check that it was sent whole.</source>
   <translation>अनुरोध का डेटा (body) सही JSON नहीं है। जाँचें कि वह पूरा भेजा गया था।</translation>
  </message>
  <message>
   <source>The request broke off before its end. Send it again.</source>
   <translation>अनुरोध बीच में ही टूट गया। उसे फिर भेजें।</translation>
  </message>
  <message>
   <source>This address does not take {method}. It takes {allowed}; see /schema.</source>
   <translation>इस पते पर {method} नहीं चलता। यहाँ {allowed} चलता है; /schema देखें।</translation>
  </message>
  <message>
   <source>The field {field}</source>
   <translation>फ़ील्ड {field}</translation>
  </message>
  <message>
   <source>{what} must be given with a time zone, such as 2026-05-31T09:00:00+05:30 or …Z.</source>
   <translation>{what}: समय के साथ समय क्षेत्र भी चाहिए, जैसे 2026-05-31T09:00:00+05:30 या …Z।</translation>
  </message>
  <message>
   <source>{what} must be {wanted}, not {got}.</source>
   <translation>{what}: यहाँ {wanted} चाहिए, {got} नहीं।</translation>
  </message>
  <message>
   <source>{what} must be a time such as 2026-05-31T09:00:00Z.</source>
   <translation>{what}: यहाँ ऐसा समय चाहिए: 2026-05-31T09:00:00Z।</translation>
  </message>
  <message>
   <source>{what} has the value {value}, which is not one of those it may have; see /schema.</source>
   <translation>{what}: {value} यहाँ नहीं चल सकता; क्या चल सकता है, यह /schema में देखें।</translation>
  </message>
  <message>
   <source>{one} or {other}</source>
   <translation>{one} या {other}</translation>
  </message>
  <message>
   <source>The request is too large: the hub takes {most} MB at most. Send less at once.</source>
   <translation>अनुरोध बहुत बड़ा है: हब ज़्यादा से ज़्यादा {most} MB लेता है। एक बार में कम भेजें।</translation>
  </message>
  <message>
   <source>The hub failed at this. Try again; if it stays so, report the reference {reference} with the hub's log.</source>
   <translation>हब यह नहीं कर पाया। फिर कोशिश करें; ऐसा ही रहे तो हब के लॉग के साथ संदर्भ {reference} की सूचना दें।</translation>
  </message>
  <message>
   <source>The field {field} is missing.</source>
   <translation>फ़ील्ड {field} नहीं दिया गया।</translation>
  </message>
  <message>
   <source>{what} must be {wanted}.</source>
   <translation>{what}: यहाँ {wanted} चाहिए।</translation>
  </message>
  <message>
   <source>There is no query parameter {name} here. It takes: {known}.</source>
   <translation>यहाँ {name} नाम का कोई पैरामीटर नहीं है। यहाँ ये चलते हैं: {known}।</translation>
  </message>
  <message>
   <source>There is no query parameter {name} here. It takes none.</source>
   <translation>यहाँ {name} नाम का कोई पैरामीटर नहीं है। यहाँ कोई पैरामीटर नहीं चलता।</translation>
  </message>
 </context>
 <context>
  <name>keys</name>
  <message>
   <source>Confirm</source>
   <translation>पक्की करें</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>मना करें</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>चेक-इन करें</translation>
  </message>
  <message>
   <source>Check out</source>
   <translation>चेक-आउट करें</translation>
  </message>
  <message>
   <source>Take back a check-in or -out, or what is not sent</source>
   <translation>चेक-इन/आउट या जो भेजा नहीं गया, वापस लें</translation>
  </message>
  <message>
   <source>Did not arrive</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>Hold a late student’s seat ten minutes longer</source>
   <translation>देर से आ रहे छात्र की सीट दस मिनट और रोकें</translation>
  </message>
  <message>
   <source>Another end</source>
   <translation>समाप्ति बदलें</translation>
  </message>
  <message>
   <source>Another seat</source>
   <translation>सीट बदलें</translation>
  </message>
  <message>
   <source>Payment</source>
   <translation>भुगतान</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>Cancel the booking</source>
   <translation>बुकिंग रद्द करें</translation>
  </message>
  <message>
   <source>Move a seat, while arranging; also the others</source>
   <translation>जमाते समय सीट खिसकाएँ; बाकी तीरों से भी</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>कीबोर्ड शॉर्टकट</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>हर जगह</translation>
  </message>
  <message>
   <source>On a booking, on every page</source>
   <translation>बुकिंग पर, हर पेज पर</translation>
  </message>
  <message>
   <source>In the list of bookings</source>
   <translation>बुकिंग की सूची में</translation>
  </message>
  <message>
   <source>In the notices</source>
   <translation>सूचनाओं में</translation>
  </message>
  <message>
   <source>On the page of seats</source>
   <translation>सीटों के पेज पर</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>बंद करें</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>खोजें</translation>
  </message>
  <message>
   <source>New booking at the desk</source>
   <translation>काउंटर पर नई बुकिंग</translation>
  </message>
  <message>
   <source>Take back what was done just now</source>
   <translation>अभी किया गया काम वापस लें</translation>
  </message>
  <message>
   <source>Table of what is shown</source>
   <translation>जो दिख रहा है उसकी तालिका</translation>
  </message>
  <message>
   <source>Sheet to print</source>
   <translation>प्रिंट करने की शीट</translation>
  </message>
  <message>
   <source>These keys</source>
   <translation>ये शॉर्टकट</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>बाहर निकलें</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>फ़िल्टर</translation>
  </message>
  <message>
   <source>Views</source>
   <translation>व्यू</translation>
  </message>
  <message>
   <source>Order and columns</source>
   <translation>क्रम और कॉलम</translation>
  </message>
  <message>
   <source>Close the booking</source>
   <translation>खुली बुकिंग बंद करें</translation>
  </message>
  <message>
   <source>Open the booking</source>
   <translation>बुकिंग खोलें</translation>
  </message>
  <message>
   <source>Mark as read</source>
   <translation>पढ़ा हुआ मार्क करें</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>हटाएँ</translation>
  </message>
  <message>
   <source>Search the notices</source>
   <translation>सूचनाओं में खोजें</translation>
  </message>
  <message>
   <source>Show now</source>
   <translation>अभी की स्थिति दिखाएँ</translation>
  </message>
  <message>
   <source>Open the booking, or book the seat</source>
   <translation>बुकिंग खोलें, या सीट बुक करें</translation>
  </message>
  <message>
   <source>Carry the booking, in the day by seat</source>
   <translation>सीट-वार चार्ट में बुकिंग खिसकाएँ</translation>
  </message>
  <message>
   <source>Its end a quarter of an hour later</source>
   <translation>उसका अंत पंद्रह मिनट आगे बढ़ाएँ</translation>
  </message>
  <message>
   <source>Let it go there</source>
   <translation>वहाँ रखें</translation>
  </message>
  <message>
   <source>Let go of what is carried</source>
   <translation>खिसकाई जा रही बुकिंग छोड़ दें</translation>
  </message>
 </context>
 <context>
  <name>library</name>
  <message>
   <source>Open another library</source>
   <translation>एक और लाइब्रेरी खोलें</translation>
  </message>
  <message>
   <source>It has seats, prices and staff of its own, and its bookings ring at this desk, too. The currency stays as it is chosen here.</source>
   <translation>इसकी अपनी सीटें, दाम और स्टाफ़ होंगे, और इसकी बुकिंग की घंटी भी इसी डेस्क पर बजेगी। यहाँ चुनी गई मुद्रा बाद में नहीं बदलेगी।</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>खोलें</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>From 0 to {most}.</source>
   <translation>0 से {most} तक।</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Open another library…</source>
   <translation>एक और लाइब्रेरी खोलें…</translation>
  </message>
  <message>
   <source>Bookings are confirmed at once</source>
   <translation>बुकिंग तुरंत पक्की हो जाए</translation>
  </message>
  <message>
   <source>Otherwise each waits until somebody at the desk confirms it</source>
   <translation>वरना हर बुकिंग तब तक प्रतीक्षा में रहती है, जब तक डेस्क पर कोई उसे पक्की न करे</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>सहेजें</translation>
  </message>
  <message>
   <source>Save name, zone and confirming</source>
   <translation>नाम, समय क्षेत्र और पक्की करने का तरीका सहेजें</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>बदलें…</translation>
  </message>
  <message>
   <source>Change when a seat is given up</source>
   <translation>सीट कब छोड़ी जाए, यह बदलें</translation>
  </message>
 </context>
 <context>
  <name>lifecycle</name>
  <message>
   <source>still waiting for confirmation</source>
   <translation>अभी पक्की होना बाकी</translation>
  </message>
  <message>
   <source>confirmed</source>
   <translation>पक्की</translation>
  </message>
  <message>
   <source>checked in</source>
   <translation>चेक-इन हो चुका</translation>
  </message>
  <message>
   <source>checked out</source>
   <translation>चेक-आउट हो चुका</translation>
  </message>
  <message>
   <source>declined</source>
   <translation>मना की गई</translation>
  </message>
  <message>
   <source>cancelled</source>
   <translation>रद्द</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>समय निकल गया</translation>
  </message>
  <message>
   <source>marked as not arrived</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>This booking is waiting for confirmation already.</source>
   <translation>यह बुकिंग पहले से ही पक्की होने की प्रतीक्षा में है।</translation>
  </message>
  <message>
   <source>This booking is confirmed already.</source>
   <translation>यह बुकिंग पहले से ही पक्की है।</translation>
  </message>
  <message>
   <source>This booking is checked in already.</source>
   <translation>इस बुकिंग का चेक-इन पहले ही हो चुका है।</translation>
  </message>
  <message>
   <source>This booking is checked out already.</source>
   <translation>इस बुकिंग का चेक-आउट पहले ही हो चुका है।</translation>
  </message>
  <message>
   <source>This booking is declined already.</source>
   <translation>यह बुकिंग पहले ही मना की जा चुकी है।</translation>
  </message>
  <message>
   <source>This booking is cancelled already.</source>
   <translation>यह बुकिंग पहले ही रद्द हो चुकी है।</translation>
  </message>
  <message>
   <source>This booking is expired already.</source>
   <translation>इस बुकिंग का समय पहले ही निकल चुका है।</translation>
  </message>
  <message>
   <source>This booking is marked as not arrived already.</source>
   <translation>इस बुकिंग में पहले से ही “नहीं आए” लिखा है।</translation>
  </message>
  <message>
   <source>This booking is {state} already.</source>
   <translation>यह बुकिंग पहले से ही “{state}” स्थिति में है।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be put back to waiting for confirmation.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसे फिर से प्रतीक्षा में नहीं रखा जा सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be confirmed.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसे पक्की नहीं किया जा सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be checked in.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसका चेक-इन नहीं हो सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be checked out.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसका चेक-आउट नहीं हो सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be declined.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसे मना नहीं किया जा सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be cancelled.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसे रद्द नहीं किया जा सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot expire.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसका समय नहीं निकल सकता।</translation>
  </message>
  <message>
   <source>This booking is {state}, so it cannot be marked as not arrived.</source>
   <translation>इस बुकिंग की स्थिति “{state}” है, इसलिए इसमें “नहीं आए” नहीं लिखा जा सकता।</translation>
  </message>
 </context>
 <context>
  <name>link</name>
  <message>
   <source>Connecting anew.</source>
   <translation>फिर से कनेक्ट हो रहा है।</translation>
  </message>
  <message>
   <source>The network has changed.</source>
   <translation>नेटवर्क बदल गया है।</translation>
  </message>
  <message>
   <source>No live connection can be had, so the desk asks for news every {seconds} s. {why}</source>
   <translation>लाइव कनेक्शन नहीं बन पा रहा, इसलिए डेस्क हर {seconds} सेकंड में नई जानकारी पूछता है। {why}</translation>
  </message>
  <message>
   <source>The connection to {server} was lost ({why}).</source>
   <translation>{server} से कनेक्शन टूट गया ({why})।</translation>
  </message>
  <message>
   <source>Nothing has been heard from the server lately.</source>
   <translation>सर्वर से कुछ देर से कोई जवाब नहीं आया है।</translation>
  </message>
  <message>
   <source>This computer was asleep, or its clock was set.</source>
   <translation>यह कंप्यूटर स्लीप में था, या इसकी घड़ी बदली गई।</translation>
  </message>
  <message>
   <source>A better connection can be had.</source>
   <translation>बेहतर कनेक्शन मिल सकता है।</translation>
  </message>
  <message>
   <source>The live connection failed ({fault}).</source>
   <translation>लाइव कनेक्शन में गड़बड़ हुई ({fault})।</translation>
  </message>
  <message>
   <source>{server} has gone silent.</source>
   <translation>{server} से जवाब आना बंद हो गया है।</translation>
  </message>
  <message>
   <source>The server did not take the renewed sign-in.</source>
   <translation>सर्वर ने नया किया गया साइन-इन स्वीकार नहीं किया।</translation>
  </message>
  <message>
   <source>{state} · heard {span} ago</source>
   <translation>{state} · संपर्क {span} पहले</translation>
  </message>
  <message>
   <source>{state} · {span} ago</source>
   <translation>{state} · {span} पहले</translation>
  </message>
  <message>
   <source>Offline since {time}</source>
   <translation>{time} से ऑफ़लाइन</translation>
  </message>
  <message>
   <source>{state} · basic server</source>
   <translation>{state} · बेसिक सर्वर</translation>
  </message>
  <message>
   <source>{state} · now</source>
   <translation>{state} · अभी</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>शुरू हो रहा है</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>लाइव</translation>
  </message>
  <message>
   <source>Live, slower</source>
   <translation>लाइव, धीमा</translation>
  </message>
  <message>
   <source>Asking every 5 s</source>
   <translation>हर 5 सेकंड में पूछताछ</translation>
  </message>
  <message>
   <source>Connecting</source>
   <translation>जुड़ रहा है</translation>
  </message>
  <message>
   <source>Reconnecting</source>
   <translation>फिर जुड़ रहा है</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>ऑफ़लाइन</translation>
  </message>
  <message>
   <source>Signed out</source>
   <translation>साइन आउट</translation>
  </message>
 </context>
 <context>
  <name>linking</name>
  <message>
   <source>Sign in to see the booking that the link leads to.</source>
   <translation>लिंक वाली बुकिंग देखने के लिए साइन इन करें।</translation>
  </message>
  <message>
   <source>“{link}” leads to no booking.</source>
   <translation>“{link}” से कोई बुकिंग नहीं खुलती।</translation>
  </message>
  <message>
   <source>The link leads to a booking that is not known here. It may be of a library in which this account has no part.</source>
   <translation>लिंक वाली बुकिंग यहाँ नहीं मिली। हो सकता है कि वह किसी ऐसी लाइब्रेरी की हो जिससे यह खाता जुड़ा नहीं है।</translation>
  </message>
 </context>
 <context>
  <name>links</name>
  <message>
   <source>Which program opens links cannot be changed ({why}).</source>
   <translation>लिंक किस प्रोग्राम में खुलें, यह बदला नहीं जा सकता ({why})।</translation>
  </message>
  <message>
   <source>macOS opens these links with the installed program, and only so.</source>
   <translation>macOS ये लिंक सिर्फ़ इंस्टॉल किए गए प्रोग्राम में ही खोलता है।</translation>
  </message>
  <message>
   <source>The registry cannot be changed ({why}).</source>
   <translation>रजिस्ट्री बदली नहीं जा सकती ({why})।</translation>
  </message>
 </context>
 <context>
  <name>lister</name>
  <message>
   <source>The server's list could not be compared ({why}).</source>
   <translation>सर्वर की सूची का मिलान नहीं हो पाया ({why})।</translation>
  </message>
 </context>
 <context>
  <name>local hub</name>
  <message>
   <source>It gave no reason.</source>
   <translation>कोई कारण नहीं बताया गया।</translation>
  </message>
  <message>
   <source>The hub on this computer does not run: {why}. It is started again by itself; if that does not help, look at the folder {folder}.</source>
   <translation>इस कंप्यूटर का हब नहीं चल रहा: {why}। वह अपने आप फिर शुरू किया जाता है; इससे बात न बने तो यह फ़ोल्डर देखें: {folder}।</translation>
  </message>
  <message>
   <source>The hub on this computer does not run: {why}. Try again; if that does not help, look at the folder {folder}.</source>
   <translation>इस कंप्यूटर का हब नहीं चल रहा: {why}। फिर कोशिश करें; इससे बात न बने तो यह फ़ोल्डर देखें: {folder}।</translation>
  </message>
  <message>
   <source>The hub on this computer was not started.</source>
   <translation>इस कंप्यूटर का हब शुरू नहीं किया गया।</translation>
  </message>
  <message>
   <source>It did not say within {seconds} s that it is ready.</source>
   <translation>उसने {seconds} सेकंड में नहीं बताया कि वह तैयार है।</translation>
  </message>
  <message>
   <source>It said something else than where it listens ({why}).</source>
   <translation>वह किस पते पर चल रहा है, यह बताने के बजाय उसने कुछ और बताया ({why})।</translation>
  </message>
  <message>
   <source>The hub gave no reason.</source>
   <translation>हब ने कोई कारण नहीं बताया।</translation>
  </message>
  <message>
   <source>The hub on this computer could not be set up ({why}). Check that the disk has room, and try again.</source>
   <translation>इस कंप्यूटर पर हब तैयार नहीं हो पाया ({why})। जाँच लें कि डिस्क पर जगह है, और फिर कोशिश करें।</translation>
  </message>
  <message>
   <source>it took too long</source>
   <translation>बहुत ज़्यादा समय लगा</translation>
  </message>
 </context>
 <context>
  <name>move</name>
  <message>
   <source>To which seat?</source>
   <translation>किस सीट पर?</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>सीट बदलें</translation>
  </message>
  <message>
   <source>{student} · now on {seat} · {start} – {end}</source>
   <translation>{student} · अभी {seat} पर · {start} – {end}</translation>
  </message>
  <message>
   <source>Seat {seat} cannot be had any more. Choose another.</source>
   <translation>सीट {seat} अब नहीं मिल सकती। दूसरी चुनें।</translation>
  </message>
 </context>
 <context>
  <name>note</name>
  <message>
   <source>Note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Keep the note</source>
   <translation>नोट रखें</translation>
  </message>
  <message>
   <source>By now it says nothing.</source>
   <translation>अब इसमें कुछ नहीं लिखा है।</translation>
  </message>
  <message>
   <source>Ctrl+Enter keeps it.</source>
   <translation>Ctrl+Enter से नोट रखें।</translation>
  </message>
  <message>
   <source>{student} · the student can read it, too</source>
   <translation>{student} · छात्र भी इसे पढ़ सकते हैं</translation>
  </message>
  <message>
   <source>By now it says: {note}</source>
   <translation>अब इसमें लिखा है: {note}</translation>
  </message>
  <message>
   <source>{count} characters too many.</source>
   <translation>{count} अक्षर ज़्यादा हैं।</translation>
  </message>
 </context>
 <context>
  <name>notices</name>
  <message>
   <source>All</source>
   <translation>सभी</translation>
  </message>
  <message>
   <source>Unread</source>
   <translation>बिना पढ़ी</translation>
  </message>
  <message>
   <source>Notices</source>
   <translation>सूचनाएँ</translation>
  </message>
  <message>
   <source>Mark all as read</source>
   <translation>सभी को पढ़ा हुआ मार्क करें</translation>
  </message>
  <message>
   <source>Search the notices  (Ctrl+F)</source>
   <translation>सूचनाओं में खोजें  (Ctrl+F)</translation>
  </message>
  <message>
   <source>Search the notices</source>
   <translation>सूचनाओं में खोजें</translation>
  </message>
  <message>
   <source>More</source>
   <translation>और</translation>
  </message>
  <message>
   <source>More kinds</source>
   <translation>और तरह की</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>खोज मिटाएँ</translation>
  </message>
  <message>
   <source>{kind}  {count}</source>
   <translation>{kind}  {count}</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>कुछ नहीं मिला</translation>
  </message>
  <message>
   <source>No notice is of this kind and has that in it.</source>
   <translation>इस तरह की ऐसी कोई सूचना नहीं है जिसमें यह लिखा हो।</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>सभी दिखाएँ</translation>
  </message>
  <message>
   <source>Nothing has rung yet</source>
   <translation>अभी तक कुछ नहीं बजा</translation>
  </message>
  <message>
   <source>What rings stands here from then on, and what was kept silent, with the reason.</source>
   <translation>जो भी बजेगा, वह तब से यहाँ दिखेगा; और जो चुप रखा गया, वह भी कारण के साथ।</translation>
  </message>
  <message>
   <source>Notice</source>
   <translation>सूचना</translation>
  </message>
  <message>
   <source>Close the notice</source>
   <translation>सूचना बंद करें</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>बंद करें (Esc)</translation>
  </message>
  <message>
   <source>Open the booking</source>
   <translation>बुकिंग खोलें</translation>
  </message>
  <message>
   <source>Mark as read</source>
   <translation>पढ़ा हुआ मार्क करें</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>हटाएँ</translation>
  </message>
  <message>
   <source>{what} ({key})</source>
   <translation>{what} ({key})</translation>
  </message>
  <message>
   <source>Delete {count}</source>
   <translation>{count} हटाएँ</translation>
  </message>
  <message>
   <source>Told in a summary</source>
   <translation>सारांश में बताया गया</translation>
  </message>
  <message>
   <source>Not shown yet</source>
   <translation>अभी नहीं दिखा</translation>
  </message>
  <message>
   <source>Read</source>
   <translation>पढ़ा</translation>
  </message>
  <message>
   <source>somebody</source>
   <translation>किसी</translation>
  </message>
  <message>
   <source>before that, by this computer’s clock</source>
   <translation>उससे पहले, इस कंप्यूटर की घड़ी के हिसाब से</translation>
  </message>
  <message>
   <source>Silent: quiet was on</source>
   <translation>चुप: शांत मोड चालू था</translation>
  </message>
  <message>
   <source>Silent: in quiet hours</source>
   <translation>चुप: शांत समय में</translation>
  </message>
  <message>
   <source>Silent: do not disturb was on</source>
   <translation>चुप: “परेशान न करें” चालू था</translation>
  </message>
  <message>
   <source>Silent by your rule for this kind</source>
   <translation>चुप: इस तरह के लिए आपका नियम</translation>
  </message>
  <message>
   <source>{day}, {time}</source>
   <translation>{day}, {time}</translation>
  </message>
  <message>
   <source>Happened</source>
   <translation>हुआ</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>मिला</translation>
  </message>
  <message>
   <source>Shown</source>
   <translation>दिखाया</translation>
  </message>
  <message>
   <source>Sounded</source>
   <translation>बजा</translation>
  </message>
  <message>
   <source>Opened</source>
   <translation>खोला</translation>
  </message>
  <message>
   <source>Read by {name}</source>
   <translation>{name} ने पढ़ा</translation>
  </message>
  <message>
   <source>{span} later</source>
   <translation>{span} बाद</translation>
  </message>
  <message>
   <source>Taken by {name}</source>
   <translation>{name} ने सँभाला</translation>
  </message>
  <message>
   <source>Told</source>
   <translation>बताया</translation>
  </message>
  <message>
   <source>{ms} ms later</source>
   <translation>{ms} मिलीसेकंड बाद</translation>
  </message>
 </context>
 <context>
  <name>notifier</name>
  <message>
   <source>There is no way to show a notification.</source>
   <translation>सूचना दिखाने का कोई तरीका नहीं है।</translation>
  </message>
  <message>
   <source>Native notifications are not installed: {why}.</source>
   <translation>सिस्टम की सूचनाएँ दिखाने वाला हिस्सा इंस्टॉल नहीं है: {why}।</translation>
  </message>
 </context>
 <context>
  <name>notify centre</name>
  <message>
   <source>notification centre</source>
   <translation>सूचना केंद्र</translation>
  </message>
  <message>
   <source>The system's notification centre refused the notification.</source>
   <translation>सिस्टम के सूचना केंद्र ने सूचना दिखाने से मना कर दिया।</translation>
  </message>
  <message>
   <source>Notifications of {name} are switched off. Switch them on in the system's settings.</source>
   <translation>{name} की सूचनाएँ बंद हैं। इन्हें सिस्टम की सेटिंग्स में चालू करें।</translation>
  </message>
  <message>
   <source>The system's notification centre does not answer.</source>
   <translation>सिस्टम के सूचना केंद्र से जवाब नहीं मिल रहा।</translation>
  </message>
  <message>
   <source>The system shows notifications only of installed programs.</source>
   <translation>सिस्टम सिर्फ़ इंस्टॉल किए गए प्रोग्रामों की सूचनाएँ दिखाता है।</translation>
  </message>
  <message>
   <source>There is no notification centre: {why}.</source>
   <translation>सूचना केंद्र नहीं है: {why}।</translation>
  </message>
 </context>
 <context>
  <name>notify daemon</name>
  <message>
   <source>notification service</source>
   <translation>सूचना सेवा</translation>
  </message>
  <message>
   <source>notification service ({server})</source>
   <translation>सूचना सेवा ({server})</translation>
  </message>
  <message>
   <source>The desktop's notification service still does not answer.</source>
   <translation>डेस्कटॉप की सूचना सेवा से अब भी जवाब नहीं मिल रहा।</translation>
  </message>
  <message>
   <source>The desktop's notification service does not answer.</source>
   <translation>डेस्कटॉप की सूचना सेवा से जवाब नहीं मिल रहा।</translation>
  </message>
  <message>
   <source>The desktop's notification service refused: {why}.</source>
   <translation>डेस्कटॉप की सूचना सेवा ने मना कर दिया: {why}।</translation>
  </message>
  <message>
   <source>This desktop has no notification service that answers.</source>
   <translation>इस डेस्कटॉप पर कोई सूचना सेवा जवाब नहीं दे रही।</translation>
  </message>
 </context>
 <context>
  <name>notify tray</name>
  <message>
   <source>There is no tray icon to show a message at.</source>
   <translation>ट्रे में आइकन नहीं है, जिस पर संदेश दिखाया जा सके।</translation>
  </message>
  <message>
   <source>The tray of this desktop shows no messages.</source>
   <translation>इस डेस्कटॉप की ट्रे संदेश नहीं दिखाती।</translation>
  </message>
  <message>
   <source>The tray of this desktop leaves messages to the same service.</source>
   <translation>इस डेस्कटॉप की ट्रे भी संदेश उसी सेवा से दिखाती है।</translation>
  </message>
 </context>
 <context>
  <name>opening</name>
  <message>
   <source>{server} did not answer in time.</source>
   <translation>{server} ने समय पर जवाब नहीं दिया।</translation>
  </message>
 </context>
 <context>
  <name>payment</name>
  <message>
   <source>What was paid?</source>
   <translation>कितना भुगतान हुआ?</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Write it down</source>
   <translation>दर्ज करें</translation>
  </message>
  <message>
   <source>What became of it</source>
   <translation>पैसों का क्या हुआ</translation>
  </message>
  <message>
   <source>Paid in all, with what was paid before</source>
   <translation>कुल भुगतान, पहले का मिलाकर</translation>
  </message>
  <message>
   <source>Taken now</source>
   <translation>अभी लिया</translation>
  </message>
  <message>
   <source>That is more than it costs.</source>
   <translation>यह दाम से ज़्यादा है।</translation>
  </message>
  <message>
   <source>Write what was taken.</source>
   <translation>लिखें कि कितना लिया गया।</translation>
  </message>
  <message>
   <source>Nothing is owed any more.</source>
   <translation>अब कुछ बकाया नहीं है।</translation>
  </message>
  <message>
   <source>Whatever was paid went back.</source>
   <translation>जो भी भुगतान हुआ था, वह लौटा दिया गया।</translation>
  </message>
  <message>
   <source>It is paid already, so nothing is taken.</source>
   <translation>भुगतान पहले ही हो चुका है, इसलिए कुछ लेना नहीं है।</translation>
  </message>
  <message>
   <source>Then it is paid.</source>
   <translation>इससे भुगतान पूरा हो जाएगा।</translation>
  </message>
  <message>
   <source>{student} · costs {total}</source>
   <translation>{student} · दाम {total}</translation>
  </message>
  <message>
   <source>Paid in all</source>
   <translation>कुल भुगतान</translation>
  </message>
  <message>
   <source>Free of charge</source>
   <translation>निःशुल्क</translation>
  </message>
  <message>
   <source>Given back</source>
   <translation>पैसे लौटाए</translation>
  </message>
  <message>
   <source>Somebody else has changed this meanwhile. {words}</source>
   <translation>इस बीच किसी और ने इसे बदल दिया है। {words}</translation>
  </message>
  <message>
   <source>Write an amount such as {example}.</source>
   <translation>रकम लिखें, जैसे {example}।</translation>
  </message>
  <message>
   <source>{state}: nothing is taken for this booking any more. If it was paid before, write that as “Paid in all” and then as “Given back”.</source>
   <translation>{state}: इस बुकिंग के लिए अब कुछ नहीं लिया जाता। अगर पैसे पहले दिए गए थे, तो उन्हें “कुल भुगतान” और फिर “पैसे लौटाए” के रूप में लिखें।</translation>
  </message>
  <message>
   <source>That is more than is owed: {money}.</source>
   <translation>यह बकाया से ज़्यादा है, बकाया सिर्फ़ {money} है।</translation>
  </message>
  <message>
   <source>{money} was paid before.</source>
   <translation>पहले {money} का भुगतान हुआ था।</translation>
  </message>
  <message>
   <source>{money} is still to be paid.</source>
   <translation>अभी {money} का भुगतान बाकी है।</translation>
  </message>
 </context>
 <context>
  <name>player</name>
  <message>
   <source>The sound system does not answer. Check the computer's sound settings.</source>
   <translation>साउंड सिस्टम से जवाब नहीं मिल रहा। कंप्यूटर की साउंड सेटिंग्स देखें।</translation>
  </message>
  <message>
   <source>No speaker was found, or the sound system is not running. Connect a speaker and check the computer's sound settings.</source>
   <translation>कोई स्पीकर नहीं मिला, या साउंड सिस्टम नहीं चल रहा। स्पीकर जोड़ें और कंप्यूटर की साउंड सेटिंग्स देखें।</translation>
  </message>
  <message>
   <source>The file {path} has no sound in it. Choose another.</source>
   <translation>फ़ाइल {path} में कोई आवाज़ नहीं है। दूसरी फ़ाइल चुनें।</translation>
  </message>
  <message>
   <source>The chime “{sound}” is missing from {folder}. Install StudySpot Desk again.</source>
   <translation>धुन “{sound}” {folder} में नहीं है। StudySpot Desk फिर से इंस्टॉल करें।</translation>
  </message>
  <message>
   <source>The file {path} is too large for a sound. Choose a shorter one.</source>
   <translation>फ़ाइल {path} धुन के लिए बहुत बड़ी है। छोटी फ़ाइल चुनें।</translation>
  </message>
  <message>
   <source>The speaker stopped in the middle of a chime. Check that it is still connected.</source>
   <translation>धुन के बीच में ही स्पीकर रुक गया। देखें कि वह अब भी जुड़ा है।</translation>
  </message>
  <message>
   <source>This computer has no sound of its own for notifications.</source>
   <translation>इस कंप्यूटर में सूचनाओं की अपनी कोई धुन नहीं है।</translation>
  </message>
  <message>
   <source>The chime “{sound}” cannot be read. Install StudySpot Desk again.</source>
   <translation>धुन “{sound}” पढ़ी नहीं जा सकती। StudySpot Desk फिर से इंस्टॉल करें।</translation>
  </message>
  <message>
   <source>The file {path} is no sound that can be played. Choose a WAV, OGG or MP3 file.</source>
   <translation>फ़ाइल {path} ऐसी आवाज़ नहीं है जो बजाई जा सके। WAV, OGG या MP3 फ़ाइल चुनें।</translation>
  </message>
  <message>
   <source>The file {path} is not there. Choose a WAV, OGG or MP3 file.</source>
   <translation>फ़ाइल {path} वहाँ नहीं है। WAV, OGG या MP3 फ़ाइल चुनें।</translation>
  </message>
  <message>
   <source>The file could not be read in time.</source>
   <translation>फ़ाइल समय पर पढ़ी नहीं जा सकी।</translation>
  </message>
 </context>
 <context>
  <name>preferences</name>
  <message>
   <source>It is said after {seconds} seconds at the earliest.</source>
   <translation>यह सूचना कम से कम {seconds} सेकंड बाद ही दी जा सकती है।</translation>
  </message>
  <message>
   <source>Between {fewest} and {most} notices can be kept.</source>
   <translation>{fewest} से {most} तक सूचनाएँ रखी जा सकती हैं।</translation>
  </message>
  <message>
   <source>Notices can be kept for 1 to {most} days.</source>
   <translation>सूचनाएँ 1 से {most} दिन तक रखी जा सकती हैं।</translation>
  </message>
 </context>
 <context>
  <name>premises</name>
  <message>
   <source>The desk is not started.</source>
   <translation>डेस्क शुरू नहीं हुआ है।</translation>
  </message>
  <message>
   <source>{trouble} This one begins by itself when that has ended.</source>
   <translation>{trouble} उसके बंद होते ही यह अपने आप शुरू हो जाएगा।</translation>
  </message>
 </context>
 <context>
  <name>prices</name>
  <message>
   <source>No price was changed. Type a new price for an hour, a day or a month.</source>
   <translation>कोई दाम नहीं बदला गया। घंटे, दिन या महीने का नया दाम लिखें।</translation>
  </message>
  <message>
   <source>The price of an hour cannot be less than nothing, or so large. Type another amount.</source>
   <translation>एक घंटे का दाम शून्य से कम या इतना बड़ा नहीं हो सकता। कोई दूसरी रकम लिखें।</translation>
  </message>
  <message>
   <source>The price of a day cannot be less than nothing, or so large. Type another amount.</source>
   <translation>एक दिन का दाम शून्य से कम या इतना बड़ा नहीं हो सकता। कोई दूसरी रकम लिखें।</translation>
  </message>
  <message>
   <source>The price of a month cannot be less than nothing, or so large. Type another amount.</source>
   <translation>एक महीने का दाम शून्य से कम या इतना बड़ा नहीं हो सकता। कोई दूसरी रकम लिखें।</translation>
  </message>
 </context>
 <context>
  <name>provisional</name>
  <message>
   <source>This library is not known here. Choose one of yours.</source>
   <translation>यहाँ इस लाइब्रेरी की जानकारी नहीं है। अपनी लाइब्रेरियों में से एक चुनें।</translation>
  </message>
  <message>
   <source>There is no such seat in {library}. Choose another seat.</source>
   <translation>{library} में ऐसी कोई सीट नहीं है। कोई दूसरी सीट चुनें।</translation>
  </message>
  <message>
   <source>A booking made at the desk is a walk-in or by phone, not online.</source>
   <translation>डेस्क पर की गई बुकिंग सीधे आने वालों की या फ़ोन से होती है, ऑनलाइन नहीं।</translation>
  </message>
  <message>
   <source>That amount cannot have been paid. Give what was taken.</source>
   <translation>इतनी रकम का भुगतान नहीं हो सकता। जितने पैसे लिए गए, वही लिखें।</translation>
  </message>
  <message>
   <source>A booking by the hour needs an end. Say when it ends.</source>
   <translation>घंटे से की गई बुकिंग का अंत बताना ज़रूरी है। बताएँ कि यह कब खत्म होगी।</translation>
  </message>
  <message>
   <source>A booking must end after it starts. Choose a later end.</source>
   <translation>बुकिंग शुरू होने के बाद ही खत्म हो सकती है। बाद का समय चुनें।</translation>
  </message>
  <message>
   <source>That time is over already. Choose a time from now on.</source>
   <translation>वह समय निकल चुका है। अब के बाद का समय चुनें।</translation>
  </message>
  <message>
   <source>The student's name is missing.</source>
   <translation>छात्र का नाम नहीं लिखा है।</translation>
  </message>
  <message>
   <source>A phone number has {most} characters at most. Write the rest into the note.</source>
   <translation>फ़ोन नंबर में ज़्यादा से ज़्यादा {most} अक्षर हो सकते हैं। बाक़ी नोट में लिखें।</translation>
  </message>
  <message>
   <source>The time comes without its zone.</source>
   <translation>समय के साथ उसका समय क्षेत्र नहीं है।</translation>
  </message>
 </context>
 <context>
  <name>quiet</name>
  <message>
   <source>Quiet until you end it</source>
   <translation>आपके बंद करने तक शांत</translation>
  </message>
  <message>
   <source>Do not disturb is on</source>
   <translation>“परेशान न करें” चालू है</translation>
  </message>
  <message>
   <source>{state}: this computer asks for quiet, so alerts stay silent, too</source>
   <translation>{state}: यह कंप्यूटर शांत रहने को कह रहा है, इसलिए अलर्ट भी नहीं बजेंगे</translation>
  </message>
  <message>
   <source>{state}. Press to let alerts ring again</source>
   <translation>{state}। अलर्ट फिर बजने देने के लिए दबाएँ</translation>
  </message>
  <message>
   <source>Quiet hours until {time}</source>
   <translation>{time} तक शांत समय</translation>
  </message>
  <message>
   <source>Quiet until {time}</source>
   <translation>{time} तक शांत</translation>
  </message>
  <message>
   <source>Quiet for an hour</source>
   <translation>एक घंटे तक शांत</translation>
  </message>
  <message>
   <source>Quiet until tomorrow morning</source>
   <translation>कल सुबह तक शांत</translation>
  </message>
  <message>
   <source>Quiet until I end it</source>
   <translation>मेरे बंद करने तक शांत</translation>
  </message>
  <message>
   <source>End quiet</source>
   <translation>शांत मोड बंद करें</translation>
  </message>
 </context>
 <context>
  <name>refusals</name>
  <message>
   <source>Check-in of {who} was refused</source>
   <translation>{who}: चेक-इन नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Check-out of {who} was refused</source>
   <translation>{who}: चेक-आउट नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Undo for {who} was refused</source>
   <translation>{who}: वापस लेना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Cancellation of {who} was refused</source>
   <translation>{who}: रद्द करना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Walk-in of {who} was refused</source>
   <translation>{who}: सीधे आए छात्र की बुकिंग नामंज़ूर हुई</translation>
  </message>
  <message>
   <source>The new prices were refused</source>
   <translation>नए दाम नामंज़ूर हुए</translation>
  </message>
  <message>
   <source>a booking</source>
   <translation>एक बुकिंग</translation>
  </message>
  <message>
   <source>Confirmation of {who} was refused</source>
   <translation>{who}: पक्की करना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Declining {who} was refused</source>
   <translation>{who}: मना करना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>“Did not arrive” for {who} was refused</source>
   <translation>{who}: “नहीं आए” नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Another end for {who} was refused</source>
   <translation>{who}: नया समाप्ति समय नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Moving {who} was refused</source>
   <translation>{who}: सीट बदलना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>The payment of {who} was refused</source>
   <translation>{who}: भुगतान नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>The note for {who} was refused</source>
   <translation>{who}: नोट नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>Holding the seat of {who} was refused</source>
   <translation>{who}: सीट और देर रखना नामंज़ूर हुआ</translation>
  </message>
  <message>
   <source>{student}, {seat},</source>
   <translation>{student}, {seat}</translation>
  </message>
 </context>
 <context>
  <name>rule</name>
  <message>
   <source>Given up within minutes, because nobody has come:
{names}</source>
   <translation>कुछ ही मिनटों में सीट छोड़ दी जाएगी, क्योंकि कोई नहीं आया:
{names}</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>कभी नहीं</translation>
  </message>
  <message>
   <source>When is a late student’s seat given up?</source>
   <translation>देर होने पर छात्र की सीट कब छोड़ी जाए?</translation>
  </message>
  <message>
   <source>This long after its start, a confirmed booking to which nobody has come becomes “Did not arrive”, and the seat is free for others. Passes for a month are never given up, and a seat can be held ten minutes longer on this page.</source>
   <translation>पक्की बुकिंग पर कोई न आए, तो शुरू होने के इतने समय बाद वह “नहीं आए” हो जाती है और सीट दूसरों के लिए खाली हो जाती है। मासिक पास की सीट कभी नहीं छोड़ी जाती, और इस पेज पर किसी सीट को दस मिनट और रखा जा सकता है।</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Save the rule</source>
   <translation>नियम सहेजें</translation>
  </message>
  <message>
   <source>Given up</source>
   <translation>छोड़ी जाए</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} मिनट</translation>
  </message>
 </context>
 <context>
  <name>rules</name>
  <message>
   <source>A sound cannot be repeated after less than no time.</source>
   <translation>आवाज़ दोहराने का अंतर शून्य से कम नहीं हो सकता।</translation>
  </message>
  <message>
   <source>There are two rules for the same alerts (all kinds).</source>
   <translation>एक ही तरह के अलर्ट के लिए दो नियम हैं (सभी तरह के)।</translation>
  </message>
  <message>
   <source>Quiet hours begin and end between 0:00 and 23:59, on days of the week.</source>
   <translation>शांत समय हफ़्ते के दिनों में 0:00 और 23:59 के बीच ही शुरू और खत्म होता है।</translation>
  </message>
  <message>
   <source>Quiet hours need at least one day of the week.</source>
   <translation>शांत समय के लिए हफ़्ते का कम से कम एक दिन चुनें।</translation>
  </message>
  <message>
   <source>There may be {most} rules at most; these are {count}.</source>
   <translation>ज़्यादा से ज़्यादा {most} नियम हो सकते हैं; ये {count} हैं।</translation>
  </message>
  <message>
   <source>There are two rules for the same alerts ({kind}).</source>
   <translation>एक ही तरह के अलर्ट के लिए दो नियम हैं ({kind})।</translation>
  </message>
  <message>
   <source>A volume is between 0 and {most} percent, not {volume}.</source>
   <translation>आवाज़ का स्तर 0 से {most} प्रतिशत के बीच होता है, {volume} नहीं।</translation>
  </message>
  <message>
   <source>A sound is repeated every {least} to {most} seconds, not every {seconds}.</source>
   <translation>आवाज़ {least} से {most} सेकंड के अंतर पर दोहराई जा सकती है, {seconds} के अंतर पर नहीं।</translation>
  </message>
  <message>
   <source>A sound is repeated for 1 to {most} minutes, not {minutes}.</source>
   <translation>आवाज़ 1 से {most} मिनट तक दोहराई जा सकती है, {minutes} मिनट तक नहीं।</translation>
  </message>
 </context>
 <context>
  <name>salvage</name>
  <message>
   <source>Some of what was done here and waited to be sent could not be read from it: look whether your last check-ins, cancellations and walk-ins are there.</source>
   <translation>यहाँ किए गए जो काम भेजे जाने बाकी थे, उनमें से कुछ इससे पढ़े नहीं जा सके: देख लें कि आपके पिछले चेक-इन, रद्द की गई बुकिंग और सीधे आने वालों की बुकिंग मौजूद हैं या नहीं।</translation>
  </message>
  <message>
   <source>What was told already could not all be read from it, so something may ring again.</source>
   <translation>पहले बताई जा चुकी सारी बातें इससे पढ़ी नहीं जा सकीं, इसलिए कोई अलर्ट दोबारा बज सकता है।</translation>
  </message>
  <message>
   <source>Until when everything was told could not be read from it, so what happened while the desk was off may not ring.</source>
   <translation>सब कुछ कब तक बताया जा चुका था, यह इससे पढ़ा नहीं जा सका, इसलिए डेस्क बंद रहने के दौरान जो हुआ उसका अलर्ट शायद न बजे।</translation>
  </message>
 </context>
 <context>
  <name>schema</name>
  <message>
   <source>The desk's copy of the bookings was damaged, so it was set aside as {name} and is fetched anew. Nothing is lost on the server.</source>
   <translation>डेस्क पर रखी बुकिंग की प्रति ख़राब हो गई थी, इसलिए उसे {name} नाम से अलग रख दिया गया और बुकिंग फिर से लाई जा रही हैं। सर्वर पर कुछ नहीं खोया है।</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings is a folder, so it was set aside as {name} and is fetched anew. Nothing is lost on the server.</source>
   <translation>डेस्क पर बुकिंग की प्रति की जगह एक फ़ोल्डर था, इसलिए उसे {name} नाम से अलग रख दिया गया और बुकिंग फिर से लाई जा रही हैं। सर्वर पर कुछ नहीं खोया है।</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings was empty, so it was set aside as {name} and is fetched anew. Nothing is lost on the server.</source>
   <translation>डेस्क पर रखी बुकिंग की प्रति खाली थी, इसलिए उसे {name} नाम से अलग रख दिया गया और बुकिंग फिर से लाई जा रही हैं। सर्वर पर कुछ नहीं खोया है।</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings was written by a newer version of StudySpot Desk, so it was set aside as {name} and is fetched anew. Nothing is lost on the server.</source>
   <translation>डेस्क पर रखी बुकिंग की प्रति StudySpot Desk के नए संस्करण से बनी थी, इसलिए उसे {name} नाम से अलग रख दिया गया और बुकिंग फिर से लाई जा रही हैं। सर्वर पर कुछ नहीं खोया है।</translation>
  </message>
  <message>
   <source>The desk's copy of the bookings in {folder} cannot be opened ({error}). Check that the disk has room and that you may write to this folder.</source>
   <translation>{folder} में रखी बुकिंग की प्रति खुल नहीं रही ({error})। देखें कि डिस्क में जगह है और आपको इस फ़ोल्डर में लिखने की अनुमति है।</translation>
  </message>
 </context>
 <context>
  <name>seats</name>
  <message>
   <source>free</source>
   <translation>खाली</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>बंद</translation>
  </message>
  <message>
   <source>Type a seat</source>
   <translation>सीट लिखें</translation>
  </message>
  <message>
   <source>Find a seat</source>
   <translation>सीट खोजें</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>{student} is still there</source>
   <translation>{student} अभी भी वहीं हैं</translation>
  </message>
  <message>
   <source>{student} until {time}</source>
   <translation>{student}, {time} तक</translation>
  </message>
  <message>
   <source>free until {time}</source>
   <translation>{time} तक खाली</translation>
  </message>
  <message>
   <source>{student} from {time}</source>
   <translation>{student}, {time} से</translation>
  </message>
  <message>
   <source>closed: {why}</source>
   <translation>बंद: {why}</translation>
  </message>
  <message>
   <source>{seat}   {told}</source>
   <translation>{seat}   {told}</translation>
  </message>
  <message>
   <source>Somebody has changed the seats since, so nothing was taken back. Look at them as they are now.</source>
   <translation>इस बीच किसी ने सीटें बदल दी हैं, इसलिए कुछ वापस नहीं लिया गया। देखें कि वे अब कैसी हैं।</translation>
  </message>
  <message>
   <source>Open again: seat {seat}</source>
   <translation>फिर से खुली: सीट {seat}</translation>
  </message>
  <message>
   <source>Closed: seat {seat}</source>
   <translation>बंद हुई: सीट {seat}</translation>
  </message>
  <message>
   <source>Moved on the map: seat {seat}</source>
   <translation>नक्शे पर खिसकाई गई: सीट {seat}</translation>
  </message>
  <message>
   <source>Nobody can book it until it is opened again.</source>
   <translation>फिर से खोले जाने तक इसे कोई बुक नहीं कर सकता।</translation>
  </message>
  <message>
   <source>Which seats are added?</source>
   <translation>कौन-सी सीटें जोड़नी हैं?</translation>
  </message>
  <message>
   <source>Several get labels that follow on; one gets the label that you give it.</source>
   <translation>कई सीटें जोड़ने पर लेबल अपने-आप क्रम से मिलते हैं; एक सीट को वही लेबल मिलता है जो आप दें।</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>जोड़ें</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>कितनी</translation>
  </message>
  <message>
   <source>How many seats</source>
   <translation>कितनी सीटें</translation>
  </message>
  <message>
   <source>Label</source>
   <translation>लेबल</translation>
  </message>
  <message>
   <source>such as W-1</source>
   <translation>जैसे W-1</translation>
  </message>
  <message>
   <source>Bookings of it keep the seat, and show its new label.</source>
   <translation>इसकी बुकिंग इसी सीट पर रहती हैं और नया लेबल दिखाती हैं।</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>सहेजें</translation>
  </message>
  <message>
   <source>Room</source>
   <translation>कमरा</translation>
  </message>
  <message>
   <source>none</source>
   <translation>कोई नहीं</translation>
  </message>
  <message>
   <source>Nobody can book it until it is opened again. Bookings that hold it stay; find another seat for them, from the list beside the map.</source>
   <translation>फिर से खोले जाने तक इसे कोई बुक नहीं कर सकता। इस सीट की मौजूदा बुकिंग बनी रहती हैं; नक्शे के पास वाली सूची से उनके लिए दूसरी सीट खोजें।</translation>
  </message>
  <message>
   <source>Leave it open</source>
   <translation>खुली रहने दें</translation>
  </message>
  <message>
   <source>Close it</source>
   <translation>बंद करें</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>कारण</translation>
  </message>
  <message>
   <source>such as broken lamp</source>
   <translation>जैसे खराब लैंप</translation>
  </message>
  <message>
   <source>Type a number from 1 to {most}.</source>
   <translation>1 से {most} तक की कोई संख्या लिखें।</translation>
  </message>
  <message numerus="yes">
   <source>%n bookings hold it</source>
   <translation>
    <numerusform>%n बुकिंग इस पर है</numerusform>
    <numerusform>%n बुकिंग इस पर हैं</numerusform>
   </translation>
  </message>
  <message>
   <source>Several</source>
   <translation>कई</translation>
  </message>
  <message>
   <source>One</source>
   <translation>एक</translation>
  </message>
  <message>
   <source>What is seat {label} called?</source>
   <translation>सीट {label} का नाम क्या रखना है?</translation>
  </message>
  <message>
   <source>Close seat {label}?</source>
   <translation>सीट {label} बंद करें?</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Arrange</source>
   <translation>जमाएँ</translation>
  </message>
  <message>
   <source>Add seats…</source>
   <translation>सीटें जोड़ें…</translation>
  </message>
  <message>
   <source>Drag seats to where they stand; Ctrl and an arrow move one</source>
   <translation>सीटों को खींचकर उनकी सही जगह पर रखें; Ctrl और तीर से एक सीट खिसकती है</translation>
  </message>
  <message>
   <source>Add seats to this library</source>
   <translation>इस लाइब्रेरी में सीटें जोड़ें</translation>
  </message>
  <message>
   <source>{what} · is sent when the server is back</source>
   <translation>{what} · सर्वर के लौटते ही भेजा जाएगा</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>अभी</translation>
  </message>
  <message>
   <source>Show the seats as they are now</source>
   <translation>सीटों की अभी की स्थिति दिखाएँ</translation>
  </message>
  <message>
   <source>Show the seats as they are now (Alt+N)</source>
   <translation>सीटों की अभी की स्थिति दिखाएँ (Alt+N)</translation>
  </message>
  <message>
   <source>A day before</source>
   <translation>एक दिन पहले</translation>
  </message>
  <message>
   <source>A day later</source>
   <translation>एक दिन बाद</translation>
  </message>
  <message>
   <source>Show the seats at</source>
   <translation>किस समय की सीटें दिखाएँ</translation>
  </message>
  <message>
   <source>Bookings of the day</source>
   <translation>दिन की बुकिंग</translation>
  </message>
  <message>
   <source>Map of the seats</source>
   <translation>सीटों का नक्शा</translation>
  </message>
  <message>
   <source>Seat</source>
   <translation>सीट</translation>
  </message>
  <message>
   <source>Book this seat…</source>
   <translation>यह सीट बुक करें…</translation>
  </message>
  <message>
   <source>Name…</source>
   <translation>नाम…</translation>
  </message>
  <message>
   <source>Close it…</source>
   <translation>बंद करें…</translation>
  </message>
  <message>
   <source>Open it again</source>
   <translation>फिर से खोलें</translation>
  </message>
  <message>
   <source>Close the seat’s panel</source>
   <translation>सीट का पैनल बंद करें</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>बंद करें (Esc)</translation>
  </message>
  <message>
   <source>No seat chosen</source>
   <translation>कोई सीट नहीं चुनी</translation>
  </message>
  <message>
   <source>Click a seat, or go there with the arrows, to see who comes when.</source>
   <translation>कौन कब आएगा, यह देखने के लिए किसी सीट पर क्लिक करें, या तीर से वहाँ जाएँ।</translation>
  </message>
  <message>
   <source>This day</source>
   <translation>इस दिन</translation>
  </message>
  <message>
   <source>Still booked here</source>
   <translation>अब भी यहाँ बुक</translation>
  </message>
  <message>
   <source>Seat {label}</source>
   <translation>सीट {label}</translation>
  </message>
  <message>
   <source>Find another seat</source>
   <translation>दूसरी सीट खोजें</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>खोलें</translation>
  </message>
  <message>
   <source>Book from {time}…</source>
   <translation>{time} से बुक करें…</translation>
  </message>
  <message>
   <source>Drag seats to where they stand; Ctrl and an arrow move one.</source>
   <translation>सीटों को खींचकर उनकी सही जगह पर रखें; Ctrl और तीर से एक सीट खिसकती है।</translation>
  </message>
  <message>
   <source>Drag a booking to another seat, or its end to another time. In the day by seat, Shift and the arrows carry it, Ctrl its end; Enter lets it go there, Esc not.</source>
   <translation>बुकिंग को खींचकर दूसरी सीट पर ले जाएँ, या उसका अंत खींचकर समय बदलें। सीट-वार चार्ट में Shift और तीर बुकिंग को खिसकाते हैं, Ctrl और तीर उसके अंत को; Enter से वहाँ रखें, Esc से छोड़ दें।</translation>
  </message>
  <message>
   <source>No seats yet</source>
   <translation>अभी कोई सीट नहीं</translation>
  </message>
  <message>
   <source>As soon as the library has seats, they can be booked.</source>
   <translation>लाइब्रेरी में सीटें जुड़ते ही उनकी बुकिंग हो सकेगी।</translation>
  </message>
  <message>
   <source>The owner of the library adds them.</source>
   <translation>सीटें लाइब्रेरी के मालिक जोड़ते हैं।</translation>
  </message>
  <message>
   <source>The day by seat</source>
   <translation>दिन का सीट-वार चार्ट</translation>
  </message>
  <message>
   <source>over</source>
   <translation>खत्म</translation>
  </message>
  <message>
   <source>no time named</source>
   <translation>समय तय नहीं</translation>
  </message>
  <message>
   <source>nobody comes after that</source>
   <translation>उसके बाद कोई बुकिंग नहीं</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>खाली</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>आने वाले</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>यहाँ हैं</translation>
  </message>
  <message>
   <source>Asked for</source>
   <translation>माँगी गई</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>बंद</translation>
  </message>
  <message>
   <source>–{time}</source>
   <translation>–{time}</translation>
  </message>
  <message>
   <source>{start} – {end}</source>
   <translation>{start} – {end}</translation>
  </message>
  <message>
   <source>{student} → Seat {label}, {start} – {end}</source>
   <translation>{student} → सीट {label}, {start} – {end}</translation>
  </message>
  <message>
   <source>this seat is taken</source>
   <translation>यह सीट ली जा चुकी है</translation>
  </message>
  <message>
   <source>this seat is closed</source>
   <translation>यह सीट बंद है</translation>
  </message>
  <message>
   <source>that time is over already</source>
   <translation>वह समय निकल चुका है</translation>
  </message>
  <message>
   <source>a booking must end after it starts</source>
   <translation>बुकिंग का अंत उसकी शुरुआत के बाद होना चाहिए</translation>
  </message>
  <message>
   <source>the time is over</source>
   <translation>समय पूरा हो चुका है</translation>
  </message>
  <message>
   <source>closed for others: {why}</source>
   <translation>दूसरों के लिए बंद: {why}</translation>
  </message>
  <message>
   <source>closed for others</source>
   <translation>दूसरों के लिए बंद</translation>
  </message>
  <message>
   <source>taken: {student}, {span}</source>
   <translation>ली जा चुकी: {student}, {span}</translation>
  </message>
  <message>
   <source>until {time}</source>
   <translation>{time} तक</translation>
  </message>
 </context>
 <context>
  <name>sender</name>
  <message>
   <source>This was sent long ago and never answered, and after so long the server does not know any more whether it did it. Look how things stand, and do it again if it is needed.</source>
   <translation>यह बहुत पहले भेजा गया था और इसका जवाब कभी नहीं आया। इतने समय बाद सर्वर को भी नहीं पता कि यह काम हुआ था या नहीं। देखें कि अभी क्या स्थिति है, और ज़रूरत हो तो फिर से करें।</translation>
  </message>
 </context>
 <context>
  <name>session</name>
  <message>
   <source>Fetching what happened meanwhile.</source>
   <translation>इस बीच जो हुआ, उसकी जानकारी लाई जा रही है।</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>The desk goes on with the copy that is kept beside them.</source>
   <translation>डेस्क उनके साथ रखी प्रति से काम जारी रखेगा।</translation>
  </message>
  <message>
   <source>The settings were a folder, so they were set aside as {name}.</source>
   <translation>सेटिंग्स की जगह एक फ़ोल्डर था, इसलिए उसे {name} नाम से अलग रख दिया गया।</translation>
  </message>
  <message>
   <source>The settings were damaged, so they were set aside as {name}.</source>
   <translation>सेटिंग्स ख़राब हो गई थीं, इसलिए उन्हें {name} नाम से अलग रख दिया गया।</translation>
  </message>
  <message>
   <source>The settings were gone.</source>
   <translation>सेटिंग्स नहीं मिलीं।</translation>
  </message>
  <message>
   <source>Please sign in again.</source>
   <translation>कृपया फिर से साइन इन करें।</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be written ({error}). Check that the disk has room and that you may write there, or choose another folder with --profile.</source>
   <translation>फ़ोल्डर {folder} में लिखा नहीं जा सकता ({error})। देखें कि डिस्क में जगह है और आपको वहाँ लिखने की अनुमति है, या --profile से कोई दूसरा फ़ोल्डर चुनें।</translation>
  </message>
  <message>
   <source>If your library is on this computer, choose “Use this computer” and give the e-mail and password that you created it with.</source>
   <translation>अगर आपकी लाइब्रेरी इसी कंप्यूटर पर है, तो “यह कंप्यूटर इस्तेमाल करें” चुनें और वही ई-मेल और पासवर्ड दें जिनसे उसे बनाया था।</translation>
  </message>
  <message>
   <source>The settings in {file} cannot be read ({error}). Check that you may read this file.</source>
   <translation>{file} में रखी सेटिंग्स पढ़ी नहीं जा सकतीं ({error})। देखें कि आपको यह फ़ाइल पढ़ने की अनुमति है।</translation>
  </message>
  <message>
   <source>Another StudySpot Desk works in {folder}, in a window or as “watch” in a terminal. Use that one, or end it first, or choose another folder with --profile.</source>
   <translation>{folder} में एक और StudySpot Desk चल रहा है, किसी विंडो में या टर्मिनल में “watch” के रूप में। उसी को इस्तेमाल करें, या पहले उसे बंद करें, या --profile से कोई दूसरा फ़ोल्डर चुनें।</translation>
  </message>
  <message>
   <source>Section of the settings</source>
   <translation>सेटिंग्स का हिस्सा</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>सेटिंग्स</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>अलर्ट</translation>
  </message>
  <message>
   <source>Quiet hours</source>
   <translation>शांत समय</translation>
  </message>
  <message>
   <source>This computer</source>
   <translation>यह कंप्यूटर</translation>
  </message>
  <message>
   <source>Check-up</source>
   <translation>जाँच</translation>
  </message>
 </context>
 <context>
  <name>several</name>
  <message numerus="yes">
   <source>Cancelled: %n bookings</source>
   <translation>
    <numerusform>रद्द: %n बुकिंग</numerusform>
    <numerusform>रद्द: %n बुकिंग</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Confirmed: %n requests</source>
   <translation>
    <numerusform>पक्के किए: %n अनुरोध</numerusform>
    <numerusform>पक्के किए: %n अनुरोध</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Declined: %n requests</source>
   <translation>
    <numerusform>मना किए: %n अनुरोध</numerusform>
    <numerusform>मना किए: %n अनुरोध</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Did not arrive: %n students</source>
   <translation>
    <numerusform>नहीं आए: %n छात्र</numerusform>
    <numerusform>नहीं आए: %n छात्र</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Check-in: %n students</source>
   <translation>
    <numerusform>चेक-इन: %n छात्र</numerusform>
    <numerusform>चेक-इन: %n छात्र</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Check-out: %n students</source>
   <translation>
    <numerusform>चेक-आउट: %n छात्र</numerusform>
    <numerusform>चेक-आउट: %n छात्र</numerusform>
   </translation>
  </message>
  <message>
   <source>Somebody has changed these meanwhile. Now it is:
{words}</source>
   <translation>इस बीच किसी ने इन्हें बदल दिया है। अब ये ऐसे हैं:
{words}</translation>
  </message>
  <message numerus="yes">
   <source>Cancel %n bookings?</source>
   <translation>
    <numerusform>%n बुकिंग रद्द करें?</numerusform>
    <numerusform>%n बुकिंग रद्द करें?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Decline %n requests?</source>
   <translation>
    <numerusform>%n अनुरोध मना करें?</numerusform>
    <numerusform>%n अनुरोध मना करें?</numerusform>
   </translation>
  </message>
  <message>
   <source>Leave them open</source>
   <translation>अभी रहने दें</translation>
  </message>
  <message>
   <source>Decline them</source>
   <translation>मना करें</translation>
  </message>
  <message numerus="yes">
   <source>%n students did not arrive?</source>
   <translation>
    <numerusform>%n छात्र नहीं आए?</numerusform>
    <numerusform>%n छात्र नहीं आए?</numerusform>
   </translation>
  </message>
  <message>
   <source>Wait longer</source>
   <translation>और इंतज़ार करें</translation>
  </message>
  <message>
   <source>Did not arrive</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>That what was paid was given back is written down afterwards, of each (P).</source>
   <translation>जो पैसे दिए गए थे वे लौटाए गए, यह बाद में हर एक के लिए लिखा जाता है (P)।</translation>
  </message>
  <message>
   <source>{money} was paid</source>
   <translation>{money} का भुगतान हुआ</translation>
  </message>
  <message>
   <source>The students are told, and the seats are free for others at once.
{names}</source>
   <translation>छात्रों को बता दिया जाता है, और सीटें तुरंत दूसरों के लिए खाली हो जाती हैं।
{names}</translation>
  </message>
  <message>
   <source>Their seats are free for others at once. If a student comes after all, check in.
{names}</source>
   <translation>उनकी सीटें तुरंत दूसरों के लिए खाली हो जाती हैं। अगर कोई छात्र बाद में आ जाए, तो चेक-इन करें।
{names}</translation>
  </message>
  <message>
   <source>These cannot be cancelled any more and stay:
{names}</source>
   <translation>ये अब रद्द नहीं हो सकते और बने रहते हैं:
{names}</translation>
  </message>
  <message>
   <source>Chosen bookings</source>
   <translation>चुनी हुई बुकिंग</translation>
  </message>
  <message>
   <source>Choose none</source>
   <translation>चुनाव हटाएँ</translation>
  </message>
  <message>
   <source>Choose none (Esc)</source>
   <translation>चुनाव हटाएँ (Esc)</translation>
  </message>
  <message numerus="yes">
   <source>%n bookings</source>
   <translation>
    <numerusform>%n बुकिंग</numerusform>
    <numerusform>%n बुकिंग</numerusform>
   </translation>
  </message>
  <message>
   <source>Confirm {count}</source>
   <translation>{count} पक्की करें</translation>
  </message>
  <message>
   <source>Check in {count}</source>
   <translation>{count} का चेक-इन करें</translation>
  </message>
  <message>
   <source>Check out {count}</source>
   <translation>{count} का चेक-आउट करें</translation>
  </message>
  <message>
   <source>Did not arrive: {count}…</source>
   <translation>नहीं आए: {count}…</translation>
  </message>
  <message>
   <source>Decline {count}…</source>
   <translation>{count} को मना करें…</translation>
  </message>
  <message>
   <source>Cancel {count}…</source>
   <translation>{count} रद्द करें…</translation>
  </message>
  <message>
   <source>Together {money}</source>
   <translation>कुल {money}</translation>
  </message>
  <message>
   <source>Choose up to {count} to do something about all of them.</source>
   <translation>सब पर एक साथ कुछ करने के लिए ज़्यादा से ज़्यादा {count} चुनें।</translation>
  </message>
 </context>
 <context>
  <name>sheet</name>
  <message>
   <source>From</source>
   <translation>से</translation>
  </message>
  <message>
   <source>To</source>
   <translation>तक</translation>
  </message>
  <message>
   <source>Seat</source>
   <translation>सीट</translation>
  </message>
  <message>
   <source>Student</source>
   <translation>छात्र</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>फ़ोन</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>स्थिति</translation>
  </message>
  <message>
   <source>To pay</source>
   <translation>बकाया</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>{library} · {date}</source>
   <translation>{library} · {date}</translation>
  </message>
  <message>
   <source> · sample library</source>
   <translation> · नमूना लाइब्रेरी</translation>
  </message>
  <message>
   <source>The first {shown} of {count} bookings</source>
   <translation>{count} बुकिंग में से पहली {shown}</translation>
  </message>
  <message>
   <source>{amount} still to pay</source>
   <translation>{amount} देना बाकी</translation>
  </message>
  <message>
   <source>Printed {time}</source>
   <translation>{time} को प्रिंट किया गया</translation>
  </message>
  <message>
   <source>Page {page} of {count}</source>
   <translation>{count} में से पेज {page}</translation>
  </message>
 </context>
 <context>
  <name>shell</name>
  <message>
   <source>StudySpot Desk keeps running</source>
   <translation>StudySpot Desk चलता रहेगा</translation>
  </message>
  <message>
   <source>New bookings go on ringing. Click the icon in the tray to open the window again; Quit is in the icon’s menu.</source>
   <translation>नई बुकिंग पर घंटी बजती रहेगी। विंडो फिर से खोलने के लिए ट्रे में आइकन पर क्लिक करें; बाहर निकलने का विकल्प आइकन के मेन्यू में है।</translation>
  </message>
 </context>
 <context>
  <name>sidebar</name>
  <message>
   <source>StudySpot Desk</source>
   <translation>StudySpot Desk</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>मालिक</translation>
  </message>
  <message>
   <source>Staff</source>
   <translation>स्टाफ़</translation>
  </message>
  <message>
   <source>Student</source>
   <translation>छात्र</translation>
  </message>
  <message>
   <source>About StudySpot Desk</source>
   <translation>StudySpot Desk के बारे में</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>कीबोर्ड शॉर्टकट</translation>
  </message>
  <message>
   <source>Sign out…</source>
   <translation>साइन आउट करें…</translation>
  </message>
  <message>
   <source>Quit StudySpot Desk</source>
   <translation>StudySpot Desk से बाहर निकलें</translation>
  </message>
  <message numerus="yes">
   <source>{page}, %n unread</source>
   <translation>
    <numerusform>{page}, %n बिना पढ़ी</numerusform>
    <numerusform>{page}, %n बिना पढ़ी</numerusform>
   </translation>
  </message>
  <message>
   <source>Signed in as {email}</source>
   <translation>{email} से साइन इन है</translation>
  </message>
  <message>
   <source>Account: {name}</source>
   <translation>खाता: {name}</translation>
  </message>
 </context>
 <context>
  <name>speaker</name>
  <message>
   <source>This computer has no voice. Install “speech-dispatcher” to have alerts read out.</source>
   <translation>इस कंप्यूटर में पढ़कर सुनाने की सुविधा नहीं है। अलर्ट सुनने के लिए “speech-dispatcher” इंस्टॉल करें।</translation>
  </message>
  <message>
   <source>The computer's voice does not work.</source>
   <translation>कंप्यूटर की पढ़कर सुनाने की सुविधा काम नहीं कर रही।</translation>
  </message>
  <message>
   <source>The computer's voice does not answer.</source>
   <translation>कंप्यूटर की पढ़कर सुनाने की सुविधा से जवाब नहीं मिल रहा।</translation>
  </message>
 </context>
 <context>
  <name>staff</name>
  <message>
   <source>Who works here, too?</source>
   <translation>स्टाफ़ में और किसे जोड़ना है?</translation>
  </message>
  <message>
   <source>They sign in at this server with the e-mail and the password, see the bookings and check students in. Prices, rules and staff stay yours. Who works at another library of yours keeps the password they have.</source>
   <translation>वे इस सर्वर पर ई-मेल और पासवर्ड से साइन इन करते हैं, बुकिंग देखते हैं और छात्रों का चेक-इन करते हैं। दाम, नियम और स्टाफ़ आपके ही हाथ में रहते हैं। जो आपकी किसी दूसरी लाइब्रेरी में भी काम करते हैं, उनका पासवर्ड वही रहता है।</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>जोड़ें</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>ई-मेल</translation>
  </message>
  <message>
   <source>Password, to hand over</source>
   <translation>पासवर्ड, उन्हें देने के लिए</translation>
  </message>
  <message>
   <source>Every desk and phone on which they are signed in is signed out at once. What they did stays in the history.</source>
   <translation>जिन डेस्क और फ़ोन पर वे साइन इन हैं, उन सब पर तुरंत साइन आउट हो जाता है। उनका किया हुआ काम इतिहास में बना रहता है।</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>रखें</translation>
  </message>
  <message>
   <source>Let go</source>
   <translation>हटाएँ</translation>
  </message>
  <message>
   <source>Let {name} go?</source>
   <translation>{name} को स्टाफ़ से हटाएँ?</translation>
  </message>
  <message>
   <source>Let go…</source>
   <translation>हटाएँ…</translation>
  </message>
  <message>
   <source>Who works here</source>
   <translation>यहाँ का स्टाफ़</translation>
  </message>
  <message>
   <source>Add a person…</source>
   <translation>व्यक्ति जोड़ें…</translation>
  </message>
  <message>
   <source>Add a person to the staff</source>
   <translation>स्टाफ़ में व्यक्ति जोड़ें</translation>
  </message>
  <message>
   <source>Asking the hub…</source>
   <translation>हब से पूछा जा रहा है…</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>मालिक</translation>
  </message>
  <message>
   <source>Staff</source>
   <translation>स्टाफ़</translation>
  </message>
  <message>
   <source>Let {name} go</source>
   <translation>{name} को स्टाफ़ से हटाएँ</translation>
  </message>
 </context>
 <context>
  <name>standing</name>
  <message>
   <source>{trouble} Until then the sign-in is kept in memory only: after a restart, sign in again.</source>
   <translation>{trouble} तब तक साइन-इन सिर्फ़ मेमोरी में रहेगा: दोबारा शुरू करने पर फिर से साइन इन करें।</translation>
  </message>
 </context>
 <context>
  <name>taking back</name>
  <message>
   <source>Booked by mistake</source>
   <translation>ग़लती से बुक हुई</translation>
  </message>
  <message>
   <source>There is nothing to take back: this was refused, or it was done long ago.</source>
   <translation>वापस लेने के लिए कुछ नहीं है: यह नामंज़ूर हुआ था, या बहुत पहले हुआ था।</translation>
  </message>
  <message>
   <source>This cannot be taken back. Change the booking as it is to be.</source>
   <translation>इसे वापस नहीं लिया जा सकता। बुकिंग में जो बदलना है, वह सीधे बदलें।</translation>
  </message>
  <message>
   <source>Somebody has changed the booking of {name} since, so nothing was taken back. Look at it as it is now.</source>
   <translation>इस बीच किसी ने {name} की बुकिंग बदल दी है, इसलिए कुछ वापस नहीं लिया गया। देखें कि वह अब कैसी है।</translation>
  </message>
 </context>
 <context>
  <name>templates</name>
  <message>
   <source>{template!r} has braces that do not fit: {error}</source>
   <translation>{template!r} में कोष्ठक ठीक से नहीं लगे हैं: {error}</translation>
  </message>
  <message>
   <source>{template!r} has a field without a name</source>
   <translation>{template!r} में एक फ़ील्ड बिना नाम का है</translation>
  </message>
  <message>
   <source>{template!r} asks for {spec!r}; a field is written as {known}</source>
   <translation>{template!r} में {spec!r} लिखा है; फ़ील्ड के लिए ये लिखे जा सकते हैं: {known}</translation>
  </message>
 </context>
 <context>
  <name>toast</name>
  <message>
   <source>toasts of StudySpot Desk itself</source>
   <translation>StudySpot Desk के अपने पॉप-अप</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>हटाएँ</translation>
  </message>
 </context>
 <context>
  <name>today</name>
  <message>
   <source>{what} ({key})</source>
   <translation>{what} ({key})</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>आज</translation>
  </message>
  <message>
   <source>Arriving</source>
   <translation>आने वाले</translation>
  </message>
  <message>
   <source>Nobody else is expected today.</source>
   <translation>आज और किसी को नहीं आना है।</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>बदलें…</translation>
  </message>
  <message>
   <source>Change when a seat is given up</source>
   <translation>सीट कब छोड़ी जाए, यह बदलें</translation>
  </message>
  <message>
   <source>Leaving next</source>
   <translation>अब जाने वाले</translation>
  </message>
  <message>
   <source>Nobody is here.</source>
   <translation>यहाँ कोई नहीं है।</translation>
  </message>
  <message>
   <source>Seats held by the hour</source>
   <translation>हर घंटे बुक सीटें</translation>
  </message>
  <message>
   <source>{date} · times in {zones}</source>
   <translation>{date} · समय: {zones}</translation>
  </message>
  <message>
   <source>A week ago</source>
   <translation>एक हफ़्ते पहले</translation>
  </message>
  <message>
   <source>{name}: {figure}, {below}</source>
   <translation>{name}: {figure}, {below}</translation>
  </message>
  <message>
   <source>Late</source>
   <translation>देर</translation>
  </message>
  <message>
   <source>Still to come</source>
   <translation>आने वाले</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>यहाँ हैं</translation>
  </message>
  <message>
   <source>Leaving</source>
   <translation>जाने वाले</translation>
  </message>
  <message>
   <source>Free seats</source>
   <translation>खाली सीटें</translation>
  </message>
  <message>
   <source>Paid for today</source>
   <translation>आज का भुगतान</translation>
  </message>
  <message>
   <source>Go to the first who is late</source>
   <translation>देर वालों में सबसे पहले पर जाएँ</translation>
  </message>
  <message>
   <source>Go to the next who comes</source>
   <translation>अगले आने वाले पर जाएँ</translation>
  </message>
  <message>
   <source>Show all who are here</source>
   <translation>जो यहाँ हैं, उन सभी को दिखाएँ</translation>
  </message>
  <message>
   <source>Go to the next who leaves</source>
   <translation>अगले जाने वाले पर जाएँ</translation>
  </message>
  <message>
   <source>Book a free seat</source>
   <translation>खाली सीट बुक करें</translation>
  </message>
  <message>
   <source>Show what is not paid of today’s bookings</source>
   <translation>आज की बुकिंग का बकाया दिखाएँ</translation>
  </message>
  <message numerus="yes">
   <source>of %n seats</source>
   <translation>
    <numerusform>%n में से</numerusform>
    <numerusform>%n में से</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a month’s pass may come</source>
   <translation>
    <numerusform>मासिक पास वाले %n छात्र आ सकते हैं</numerusform>
    <numerusform>मासिक पास वाले %n छात्र आ सकते हैं</numerusform>
   </translation>
  </message>
  <message>
   <source>The libraries’ clocks differ.
Choose one of them to see its hours.</source>
   <translation>लाइब्रेरियों की घड़ियों का समय अलग-अलग है।
घंटे देखने के लिए कोई एक लाइब्रेरी चुनें।</translation>
  </message>
  <message>
   <source>The server gives this seat up within minutes: in the first ten minutes after its own start it gives up none, so that every desk can tell who has come. H holds the seat.</source>
   <translation>सर्वर कुछ मिनटों में यह सीट छोड़ देगा: अपनी शुरुआत के बाद पहले दस मिनट में वह कोई सीट नहीं छोड़ता, ताकि हर डेस्क बता सके कि कौन आया है। H दबाने से सीट रोकी जाती है।</translation>
  </message>
  <message>
   <source>nobody</source>
   <translation>कोई नहीं</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>अभी-अभी</translation>
  </message>
  <message numerus="yes">
   <source>%n to answer</source>
   <translation>
    <numerusform>%n को जवाब देना है</numerusform>
    <numerusform>%n को जवाब देना है</numerusform>
   </translation>
  </message>
  <message>
   <source>no more today</source>
   <translation>आज और कोई नहीं</translation>
  </message>
  <message numerus="yes">
   <source>%n over time</source>
   <translation>
    <numerusform>%n का समय खत्म</numerusform>
    <numerusform>%n का समय खत्म</numerusform>
   </translation>
  </message>
  <message>
   <source>nothing is owed</source>
   <translation>कुछ बकाया नहीं</translation>
  </message>
  <message>
   <source>To be
given up</source>
   <translation>सीट अब
छूटेगी</translation>
  </message>
  <message>
   <source>Hold the seat ten minutes longer</source>
   <translation>सीट दस मिनट और रोकें</translation>
  </message>
  <message>
   <source>No seat is given up by itself.</source>
   <translation>कोई सीट अपने-आप नहीं छोड़ी जाती।</translation>
  </message>
  <message>
   <source>No seat is held today.</source>
   <translation>आज कोई सीट बुक नहीं है।</translation>
  </message>
  <message>
   <source>up to {span}</source>
   <translation>{span} तक</translation>
  </message>
  <message>
   <source>next at {time}</source>
   <translation>अगली {time} पर</translation>
  </message>
  <message>
   <source>within {span}</source>
   <translation>{span} के अंदर</translation>
  </message>
  <message>
   <source>{count} in 2 hours</source>
   <translation>2 घंटे में {count}</translation>
  </message>
  <message>
   <source>{amount} still owed</source>
   <translation>{amount} बकाया</translation>
  </message>
  <message>
   <source>Wants an answer</source>
   <translation>जवाब चाहिए</translation>
  </message>
  <message>
   <source>Given up
in {left}</source>
   <translation>{left} में
सीट छूटेगी</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>पक्की करें</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>चेक-इन करें</translation>
  </message>
  <message>
   <source>Check out</source>
   <translation>चेक-आउट करें</translation>
  </message>
  <message>
   <source>+10 min</source>
   <translation>+10 मिनट</translation>
  </message>
  <message>
   <source>A seat is given up {span} after the start if nobody comes.</source>
   <translation>कोई न आए तो शुरू होने के {span} बाद सीट छोड़ दी जाती है।</translation>
  </message>
  <message>
   <source>{hour}: {held} of {seats} seats; a week ago {before}</source>
   <translation>{hour}: {seats} में से {held} सीटें बुक; एक हफ़्ते पहले {before}</translation>
  </message>
  <message>
   <source>Most seats are held at {told}</source>
   <translation>सबसे ज़्यादा सीटें बुक – {told}</translation>
  </message>
  <message>
   <source>due now</source>
   <translation>अभी आना है</translation>
  </message>
  <message>
   <source>next in {span}</source>
   <translation>अगली {span} में</translation>
  </message>
  <message>
   <source>Given up
at {time}</source>
   <translation>{time} पर
सीट छूटेगी</translation>
  </message>
  <message>
   <source>{span} late</source>
   <translation>{span} देर</translation>
  </message>
  <message>
   <source>{span} left</source>
   <translation>{span} बाकी</translation>
  </message>
  <message>
   <source>{amount} to pay</source>
   <translation>{amount} बकाया</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} मिनट</translation>
  </message>
  <message>
   <source>in {span}</source>
   <translation>{span} में</translation>
  </message>
  <message>
   <source>{span} over time</source>
   <translation>{span} ज़्यादा</translation>
  </message>
  <message>
   <source>Seat {label}</source>
   <translation>सीट {label}</translation>
  </message>
  <message numerus="yes">
   <source>%n more in the bookings</source>
   <translation>
    <numerusform>बुकिंग में %n और</numerusform>
    <numerusform>बुकिंग में %n और</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>topbar</name>
  <message>
   <source>Keep alerts silent for a while</source>
   <translation>कुछ देर अलर्ट की आवाज़ बंद रखें</translation>
  </message>
  <message>
   <source>Sample</source>
   <translation>नमूना</translation>
  </message>
  <message>
   <source>A library to try things out: nobody really booked these</source>
   <translation>आज़माने के लिए लाइब्रेरी: ये बुकिंग असली नहीं हैं</translation>
  </message>
  <message>
   <source>Quiet</source>
   <translation>शांत</translation>
  </message>
  <message>
   <source>New booking at the desk</source>
   <translation>काउंटर पर नई बुकिंग</translation>
  </message>
  <message>
   <source>New booking at the desk (Ctrl+N)</source>
   <translation>काउंटर पर नई बुकिंग (Ctrl+N)</translation>
  </message>
  <message>
   <source>Search  (Ctrl+K)</source>
   <translation>खोजें  (Ctrl+K)</translation>
  </message>
  <message>
   <source>By name, phone, code or seat</source>
   <translation>नाम, फ़ोन, कोड या सीट से</translation>
  </message>
  <message>
   <source>Search the bookings</source>
   <translation>बुकिंग में खोजें</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>खोजें</translation>
  </message>
  <message>
   <source>All libraries</source>
   <translation>सभी लाइब्रेरी</translation>
  </message>
  <message>
   <source>New booking</source>
   <translation>नई बुकिंग</translation>
  </message>
  <message>
   <source>Ctrl+K</source>
   <translation>Ctrl+K</translation>
  </message>
  <message>
   <source>Clear the search</source>
   <translation>खोज मिटाएँ</translation>
  </message>
  <message>
   <source>Library: {name}</source>
   <translation>लाइब्रेरी: {name}</translation>
  </message>
 </context>
 <context>
  <name>tray</name>
  <message>
   <source>StudySpot Desk</source>
   <translation>StudySpot Desk</translation>
  </message>
  <message numerus="yes">
   <source>Got it: stop ringing for %n alerts</source>
   <translation>
    <numerusform>समझ गए: %n अलर्ट की घंटी बंद करें</numerusform>
    <numerusform>समझ गए: %n अलर्ट की घंटी बंद करें</numerusform>
   </translation>
  </message>
  <message>
   <source>Open StudySpot Desk</source>
   <translation>StudySpot Desk खोलें</translation>
  </message>
  <message>
   <source>Last alerts</source>
   <translation>पिछले अलर्ट</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>बाहर निकलें</translation>
  </message>
  <message numerus="yes">
   <source>%n unread</source>
   <translation>
    <numerusform>%n बिना पढ़े</numerusform>
    <numerusform>%n बिना पढ़े</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>undo</name>
  <message>
   <source>Undo</source>
   <translation>वापस लें</translation>
  </message>
  <message>
   <source>Nothing was done just now that this key takes back</source>
   <translation>अभी ऐसा कुछ नहीं किया गया जो इस शॉर्टकट से वापस लिया जा सके</translation>
  </message>
  <message>
   <source>{what} – there is no way back by a key</source>
   <translation>{what} – इसे शॉर्टकट से वापस नहीं लिया जा सकता</translation>
  </message>
  <message>
   <source>Taken back – {what}</source>
   <translation>वापस लिया गया – {what}</translation>
  </message>
  <message>
   <source>{what} (Ctrl+Z)</source>
   <translation>{what} (Ctrl+Z)</translation>
  </message>
 </context>
 <context>
  <name>vault</name>
  <message>
   <source>The keyring refused: {why}. Check that it runs and is unlocked.</source>
   <translation>की-रिंग ने मना कर दिया: {why}। देखें कि वह चल रही है और अनलॉक है।</translation>
  </message>
  <message>
   <source>The keyring is locked. Unlock it to keep the sign-in.</source>
   <translation>की-रिंग लॉक है। साइन-इन सहेजने के लिए उसे अनलॉक करें।</translation>
  </message>
  <message>
   <source>The keyring does not answer: it is locked, or its password dialog waits on the screen. Unlock it to keep the sign-in.</source>
   <translation>की-रिंग से जवाब नहीं मिल रहा: वह लॉक है, या स्क्रीन पर उसका पासवर्ड माँगा जा रहा है। साइन-इन सहेजने के लिए उसे अनलॉक करें।</translation>
  </message>
  <message>
   <source>The sign-in is longer than the {most} characters that Windows' credential store holds. Ask whoever runs the server for shorter tokens.</source>
   <translation>साइन-इन {most} अक्षरों से लंबा है, और Windows के क्रेडेंशियल स्टोर में इतने ही आते हैं। सर्वर चलाने वाले से छोटे टोकन माँगें।</translation>
  </message>
  <message>
   <source>This system offers no keyring. Install or start one, for example gnome-keyring or KWallet, to keep the sign-in.</source>
   <translation>इस सिस्टम में की-रिंग नहीं है। साइन-इन सहेजने के लिए कोई की-रिंग इंस्टॉल या शुरू करें, जैसे gnome-keyring या KWallet।</translation>
  </message>
 </context>
 <context>
  <name>views</name>
  <message>
   <source>Views</source>
   <translation>व्यू</translation>
  </message>
  <message>
   <source>All bookings</source>
   <translation>सभी बुकिंग</translation>
  </message>
  <message>
   <source>Save this view…</source>
   <translation>यह व्यू सहेजें…</translation>
  </message>
  <message>
   <source>Forget a view</source>
   <translation>व्यू हटाएँ</translation>
  </message>
  <message>
   <source>Save this view</source>
   <translation>यह व्यू सहेजें</translation>
  </message>
  <message>
   <source>It is kept on this computer, under “Views”.</source>
   <translation>यह इस कंप्यूटर पर “व्यू” में रहेगा।</translation>
  </message>
  <message>
   <source>Do not save</source>
   <translation>न सहेजें</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>सहेजें</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>For example: Monthly passes</source>
   <translation>जैसे: मासिक पास</translation>
  </message>
  <message>
   <source>A view needs a name.</source>
   <translation>व्यू का नाम ज़रूरी है।</translation>
  </message>
  <message>
   <source>Every desk has a view of this name. Take another.</source>
   <translation>इस नाम का व्यू हर डेस्क पर पहले से है। दूसरा नाम चुनें।</translation>
  </message>
  <message>
   <source>Arriving today</source>
   <translation>आज आने वाले</translation>
  </message>
  <message>
   <source>Unpaid</source>
   <translation>बकाया</translation>
  </message>
  <message>
   <source>Ending this week</source>
   <translation>इस हफ़्ते खत्म</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>यहाँ हैं</translation>
  </message>
  <message>
   <source>Passes, not here</source>
   <translation>मासिक पास, यहाँ नहीं</translation>
  </message>
  <message>
   <source>Not paid today</source>
   <translation>आज का बकाया</translation>
  </message>
 </context>
 <context>
  <name>wake</name>
  <message>
   <source>the system bus does not tell of sleep</source>
   <translation>सिस्टम बस स्लीप की खबर नहीं देती</translation>
  </message>
  <message>
   <source>no system bus tells of sleep here</source>
   <translation>यहाँ स्लीप की खबर देने वाली सिस्टम बस नहीं है</translation>
  </message>
  <message>
   <source>the workspace does not tell of sleep</source>
   <translation>वर्कस्पेस स्लीप की खबर नहीं देता</translation>
  </message>
  <message>
   <source>macOS does not tell of another network</source>
   <translation>macOS नेटवर्क बदलने की खबर नहीं देता</translation>
  </message>
  <message>
   <source>the power manager does not tell of sleep</source>
   <translation>पावर मैनेजर स्लीप की खबर नहीं देता</translation>
  </message>
  <message>
   <source>Windows does not tell of changed addresses</source>
   <translation>Windows पते बदलने की खबर नहीं देता</translation>
  </message>
 </context>
 <context>
  <name>walk-in</name>
  <message>
   <source>New booking: {student}, {seat}</source>
   <translation>नई बुकिंग: {student}, {seat}</translation>
  </message>
  <message>
   <source>No seat is free for all of that time. Choose another time.</source>
   <translation>इस पूरे समय के लिए कोई सीट खाली नहीं है। दूसरा समय चुनें।</translation>
  </message>
  <message>
   <source>New booking</source>
   <translation>नई बुकिंग</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>रहने दें</translation>
  </message>
  <message>
   <source>Book</source>
   <translation>बुक करें</translation>
  </message>
  <message>
   <source>How it was booked</source>
   <translation>बुकिंग कैसे हुई</translation>
  </message>
  <message>
   <source>Sits down now: check in at once</source>
   <translation>अभी बैठ रहे हैं: तुरंत चेक-इन करें</translation>
  </message>
  <message>
   <source>Seat</source>
   <translation>सीट</translation>
  </message>
  <message>
   <source>The server tells no seats: type one</source>
   <translation>सर्वर ने सीटें नहीं बताईं: खुद लिखें</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>नोट</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Write the seat.</source>
   <translation>सीट लिखें।</translation>
  </message>
  <message>
   <source>No free seat is called so. Choose another.</source>
   <translation>इस नाम की कोई सीट खाली नहीं है। दूसरी चुनें।</translation>
  </message>
  <message>
   <source>At the desk</source>
   <translation>काउंटर पर</translation>
  </message>
  <message>
   <source>Book all the same</source>
   <translation>फिर भी बुक करें</translation>
  </message>
  <message>
   <source>Seat {lost} cannot be had any more. Seat {seat} is proposed instead.</source>
   <translation>सीट {lost} अब नहीं मिल सकती। उसकी जगह सीट {seat} सुझाई गई है।</translation>
  </message>
  <message>
   <source>Seat {seat} · {start} – {end}</source>
   <translation>सीट {seat} · {start} – {end}</translation>
  </message>
  <message>
   <source>{student} has a booking then already: seat {seat}, {start} – {end}. Check that one in, unless this is another.</source>
   <translation>उस समय {student} की एक बुकिंग पहले से है: सीट {seat}, {start} – {end}। अगर यह कोई दूसरी बुकिंग नहीं है, तो उसी का चेक-इन करें।</translation>
  </message>
  <message>
   <source>Walked in</source>
   <translation>सीधे आए</translation>
  </message>
  <message>
   <source>By phone</source>
   <translation>फ़ोन से</translation>
  </message>
  <message>
   <source>{library} · at the desk</source>
   <translation>{library} · काउंटर पर</translation>
  </message>
  <message>
   <source>{library} has no seats yet. The owner adds them on the page of seats.</source>
   <translation>{library} में अभी कोई सीट नहीं है। मालिक इन्हें सीटों के पेज पर जोड़ सकते हैं।</translation>
  </message>
  <message>
   <source>Paid</source>
   <translation>भुगतान हुआ</translation>
  </message>
  <message>
   <source>How much is paid</source>
   <translation>कितना भुगतान हुआ</translation>
  </message>
  <message>
   <source>That is more than it costs.</source>
   <translation>यह दाम से ज़्यादा है।</translation>
  </message>
  <message>
   <source>The server says what it costs.</source>
   <translation>दाम सर्वर बताएगा।</translation>
  </message>
  <message>
   <source>Pays later</source>
   <translation>बाद में भुगतान</translation>
  </message>
  <message>
   <source>A part</source>
   <translation>आंशिक</translation>
  </message>
  <message>
   <source>Write an amount such as {example}.</source>
   <translation>रकम लिखें, जैसे {example}।</translation>
  </message>
  <message>
   <source>{units} × {price}</source>
   <translation>{units} × {price}</translation>
  </message>
  <message>
   <source>Booked by</source>
   <translation>बुकिंग का प्रकार</translation>
  </message>
  <message>
   <source>For how long</source>
   <translation>कितनी देर के लिए</translation>
  </message>
  <message>
   <source>From</source>
   <translation>कब से</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>कब तक</translation>
  </message>
  <message>
   <source>A booking must end after it starts.</source>
   <translation>बुकिंग शुरू होने के बाद ही खत्म हो सकती है।</translation>
  </message>
  <message>
   <source>That time is over already.</source>
   <translation>वह समय निकल चुका है।</translation>
  </message>
  <message>
   <source>By the hour</source>
   <translation>घंटे से</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>दिन</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>महीना</translation>
  </message>
  <message>
   <source>{hours} h</source>
   <translation>{hours} घं॰</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>नाम</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>फ़ोन</translation>
  </message>
  <message>
   <source>{name}  ·  {phone}</source>
   <translation>{name}  ·  {phone}</translation>
  </message>
  <message>
   <source>Name, or phone to find one</source>
   <translation>नाम, या खोजने के लिए फ़ोन</translation>
  </message>
  <message>
   <source>Not needed</source>
   <translation>ज़रूरी नहीं</translation>
  </message>
  <message>
   <source>Write the student’s name.</source>
   <translation>छात्र का नाम लिखें।</translation>
  </message>
  <message>
   <source>Somebody new: {typed}</source>
   <translation>नए छात्र: {typed}</translation>
  </message>
  <message>
   <source>A phone number has {most} characters at most. Write the rest into the note.</source>
   <translation>फ़ोन नंबर में ज़्यादा से ज़्यादा {most} अक्षर हो सकते हैं। बाक़ी नोट में लिखें।</translation>
  </message>
 </context>
 <context>
  <name>whole file</name>
  <message>
   <source>{file} could not be written to {folder} ({error}). Choose another folder, or make room, and try again.</source>
   <translation>{file} को {folder} में लिखा नहीं जा सका ({error})। कोई दूसरा फ़ोल्डर चुनें, या जगह बनाएँ, और फिर कोशिश करें।</translation>
  </message>
 </context>
 <context>
  <name>window</name>
  <message>
   <source>Your sign-in has ended, so nothing new arrives.</source>
   <translation>आपका साइन-इन खत्म हो गया है, इसलिए कुछ नया नहीं आ रहा।</translation>
  </message>
  <message>
   <source>Sign in…</source>
   <translation>साइन इन करें…</translation>
  </message>
  <message>
   <source>This desktop shows no tray icons, so keep this window open or minimised: bookings ring either way. Where a tray can be switched on (on GNOME: the extension “AppIndicator”), the icon appears there by itself.</source>
   <translation>इस डेस्कटॉप पर ट्रे के आइकन नहीं दिखते, इसलिए यह विंडो खुली या मिनिमाइज़ रखें: बुकिंग की घंटी दोनों तरह बजेगी। जहाँ ट्रे चालू की जा सकती है (GNOME पर: “AppIndicator” एक्सटेंशन), वहाँ आइकन अपने आप आ जाएगा।</translation>
  </message>
  <message>
   <source>Minimise the window?</source>
   <translation>विंडो मिनिमाइज़ करें?</translation>
  </message>
  <message>
   <source>This desktop shows no tray icons, so nothing would be left to open a closed window with. Minimised, StudySpot Desk goes on ringing. Should you not find it again, start StudySpot Desk once more, and this window comes back.</source>
   <translation>इस डेस्कटॉप पर ट्रे के आइकन नहीं दिखते, इसलिए बंद की गई विंडो को फिर खोलने का कोई तरीका नहीं बचेगा। मिनिमाइज़ करने पर भी StudySpot Desk की घंटी बजती रहेगी। विंडो न मिले तो StudySpot Desk फिर से शुरू करें, यही विंडो वापस आ जाएगी।</translation>
  </message>
  <message>
   <source>Leave it open</source>
   <translation>खुली रहने दें</translation>
  </message>
  <message>
   <source>Minimise</source>
   <translation>मिनिमाइज़ करें</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>बाहर निकलें</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>आज</translation>
  </message>
  <message>
   <source>Bookings</source>
   <translation>बुकिंग</translation>
  </message>
  <message>
   <source>Seats</source>
   <translation>सीटें</translation>
  </message>
  <message>
   <source>Notices</source>
   <translation>सूचनाएँ</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>लाइब्रेरी</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>सेटिंग्स</translation>
  </message>
  <message>
   <source>Quit StudySpot Desk?</source>
   <translation>StudySpot Desk से बाहर निकलें?</translation>
  </message>
  <message numerus="yes">
   <source>%n things that were done here are not sent yet. They are kept on this computer and sent when StudySpot Desk runs again; until then nobody else sees them, and no booking rings.</source>
   <translation>
    <numerusform>यहाँ किया गया %n काम अभी भेजा नहीं गया है। वह इस कंप्यूटर पर रखा है और StudySpot Desk के फिर चलने पर भेजा जाएगा; तब तक वह किसी और को नहीं दिखेगा, और बुकिंग की घंटी नहीं बजेगी।</numerusform>
    <numerusform>यहाँ किए गए %n काम अभी भेजे नहीं गए हैं। वे इस कंप्यूटर पर रखे हैं और StudySpot Desk के फिर चलने पर भेजे जाएँगे; तब तक वे किसी और को नहीं दिखेंगे, और बुकिंग की घंटी नहीं बजेगी।</numerusform>
   </translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>चालू रखें</translation>
  </message>
  <message>
   <source>Show booking</source>
   <translation>बुकिंग दिखाएँ</translation>
  </message>
  <message>
   <source>Try again…</source>
   <translation>फिर कोशिश करें…</translation>
  </message>
  <message>
   <source>{title}: {message}</source>
   <translation>{title}: {message}</translation>
  </message>
  <message>
   <source>The hub on this computer stops until then, so nobody can reach your library or book. Its bookings, seats and prices stay on this computer.</source>
   <translation>तब तक इस कंप्यूटर का हब बंद रहेगा, इसलिए न कोई आपकी लाइब्रेरी तक पहुँच पाएगा, न बुकिंग कर पाएगा। इसकी बुकिंग, सीटें और दाम इसी कंप्यूटर पर रहेंगे।</translation>
  </message>
  <message>
   <source>Sign out?</source>
   <translation>साइन आउट करें?</translation>
  </message>
  <message>
   <source>Stay signed in</source>
   <translation>साइन इन रहें</translation>
  </message>
  <message>
   <source>Sign out</source>
   <translation>साइन आउट करें</translation>
  </message>
  <message>
   <source>No bookings will ring on this computer until somebody signs in again.</source>
   <translation>जब तक कोई फिर साइन इन नहीं करता, इस कंप्यूटर पर बुकिंग की घंटी नहीं बजेगी।</translation>
  </message>
  <message>
   <source>The copy of the bookings kept here is removed; the server keeps everything.</source>
   <translation>यहाँ रखी बुकिंग की कॉपी हटा दी जाएगी; सर्वर पर सब कुछ रहेगा।</translation>
  </message>
  <message>
   <source>The sample library ends, too. To see a sample again, begin one anew.</source>
   <translation>नमूना लाइब्रेरी भी खत्म हो जाएगी। फिर से नमूना देखने के लिए नई नमूना लाइब्रेरी शुरू करें।</translation>
  </message>
  <message>
   <source>What was done here and is not sent yet ({count}) is given up.</source>
   <translation>यहाँ किया गया जो काम अभी भेजा नहीं गया ({count}), वह मिट जाएगा।</translation>
  </message>
  <message>
   <source>Sample library: nobody really booked these. To begin with your own, sign out in the account’s menu.</source>
   <translation>नमूना लाइब्रेरी: ये असली बुकिंग नहीं हैं। अपनी लाइब्रेरी शुरू करने के लिए खाते के मेन्यू से साइन आउट करें।</translation>
  </message>
  <message>
   <source>Try now</source>
   <translation>अभी कोशिश करें</translation>
  </message>
  <message>
   <source>{what}. The desk goes on trying; what you see here is its last true copy.</source>
   <translation>{what}। डेस्क की कोशिश जारी है; यहाँ बुकिंग की आखिरी सही कॉपी दिख रही है।</translation>
  </message>
  <message numerus="yes">
   <source>%n alerts ring until somebody takes them</source>
   <translation>
    <numerusform>%n अलर्ट तब तक बजेगा, जब तक कोई उसे देख न ले</numerusform>
    <numerusform>%n अलर्ट तब तक बजेंगे, जब तक कोई उन्हें देख न ले</numerusform>
   </translation>
  </message>
  <message>
   <source>StudySpot Desk</source>
   <translation>StudySpot Desk</translation>
  </message>
  <message>
   <source>Got it</source>
   <translation>समझ गए</translation>
  </message>
  <message>
   <source>The desk’s copy of the bookings cannot be read ({why}). What is shown may be old. It is tried again with the next change; if it stays so, start the program anew.</source>
   <translation>डेस्क में रखी बुकिंग की कॉपी पढ़ी नहीं जा रही ({why})। जो दिख रहा है, वह पुराना हो सकता है। अगले बदलाव पर फिर कोशिश होगी; ऐसा ही रहे तो प्रोग्राम बंद करके फिर शुरू करें।</translation>
  </message>
  <message>
   <source>({count}) StudySpot Desk</source>
   <translation>({count}) StudySpot Desk</translation>
  </message>
 </context>
 <context>
  <name>wire</name>
  <message>
   <source>The server answered something that StudySpot Desk does not understand (HTTP {status}: {error}). Check that the address is a StudySpot server's.</source>
   <translation>सर्वर का जवाब StudySpot Desk की समझ में नहीं आया (HTTP {status}: {error})। देखें कि पता किसी StudySpot सर्वर का ही है।</translation>
  </message>
 </context>
 <context>
  <name>wording</name>
  <message>
   <source>While you were away: {counts}</source>
   <translation>आपकी गैरमौजूदगी में: {counts}</translation>
  </message>
  <message>
   <source>The server told no details</source>
   <translation>सर्वर ने ब्योरा नहीं दिया</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>और {count}</translation>
  </message>
  <message>
   <source>A student</source>
   <translation>एक छात्र</translation>
  </message>
  <message>
   <source>No seat</source>
   <translation>कोई सीट नहीं</translation>
  </message>
  <message>
   <source>Mon</source>
   <translation>सोम</translation>
  </message>
  <message>
   <source>Tue</source>
   <translation>मंगल</translation>
  </message>
  <message>
   <source>Wed</source>
   <translation>बुध</translation>
  </message>
  <message>
   <source>Thu</source>
   <translation>गुरु</translation>
  </message>
  <message>
   <source>Fri</source>
   <translation>शुक्र</translation>
  </message>
  <message>
   <source>Sat</source>
   <translation>शनि</translation>
  </message>
  <message>
   <source>Sun</source>
   <translation>रवि</translation>
  </message>
  <message>
   <source>Jan</source>
   <translation>जन॰</translation>
  </message>
  <message>
   <source>Feb</source>
   <translation>फ़र॰</translation>
  </message>
  <message>
   <source>Mar</source>
   <translation>मार्च</translation>
  </message>
  <message>
   <source>Apr</source>
   <translation>अप्रैल</translation>
  </message>
  <message>
   <source>May</source>
   <translation>मई</translation>
  </message>
  <message>
   <source>Jun</source>
   <translation>जून</translation>
  </message>
  <message>
   <source>Jul</source>
   <translation>जुल॰</translation>
  </message>
  <message>
   <source>Aug</source>
   <translation>अग॰</translation>
  </message>
  <message>
   <source>Sep</source>
   <translation>सित॰</translation>
  </message>
  <message>
   <source>Oct</source>
   <translation>अक्तू॰</translation>
  </message>
  <message>
   <source>Nov</source>
   <translation>नव॰</translation>
  </message>
  <message>
   <source>Dec</source>
   <translation>दिस॰</translation>
  </message>
  <message>
   <source>Seat {label}</source>
   <translation>सीट {label}</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>बीता कल</translation>
  </message>
  <message>
   <source>today</source>
   <translation>आज</translation>
  </message>
  <message>
   <source>tomorrow</source>
   <translation>कल</translation>
  </message>
  <message>
   <source>sample library</source>
   <translation>नमूना लाइब्रेरी</translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message numerus="yes">
   <source>%n new bookings</source>
   <translation>
    <numerusform>%n नई बुकिंग</numerusform>
    <numerusform>%n नई बुकिंग</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n cancellations</source>
   <translation>
    <numerusform>%n रद्द बुकिंग</numerusform>
    <numerusform>%n रद्द बुकिंग</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n arrivals</source>
   <translation>
    <numerusform>%n आगमन</numerusform>
    <numerusform>%n आगमन</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n unread alerts</source>
   <translation>
    <numerusform>%n बिना पढ़ा अलर्ट</numerusform>
    <numerusform>%n बिना पढ़े अलर्ट</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changes wait to be sent</source>
   <translation>
    <numerusform>%n बदलाव भेजा जाना बाकी है</numerusform>
    <numerusform>%n बदलाव भेजे जाने बाकी हैं</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n bookings</source>
   <translation>
    <numerusform>%n बुकिंग</numerusform>
    <numerusform>%n बुकिंग</numerusform>
   </translation>
  </message>
  <message>
   <source>{day}, {time}</source>
   <translation>{day}, {time}</translation>
  </message>
  <message numerus="yes">
   <source>%n unread</source>
   <translation>
    <numerusform>%n बिना पढ़ी</numerusform>
    <numerusform>%n बिना पढ़ी</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n notices deleted</source>
   <translation>
    <numerusform>%n सूचना हटाई गई</numerusform>
    <numerusform>%n सूचनाएँ हटाई गईं</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n notices</source>
   <translation>
    <numerusform>%n सूचना</numerusform>
    <numerusform>%n सूचनाएँ</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more things were refused before; dismiss these to see them.</source>
   <translation>
    <numerusform>इससे पहले %n और काम नामंज़ूर हुआ; उसे देखने के लिए इन्हें हटाएँ।</numerusform>
    <numerusform>इससे पहले %n और काम नामंज़ूर हुए; उन्हें देखने के लिए इन्हें हटाएँ।</numerusform>
   </translation>
  </message>
  <message>
   <source>Today</source>
   <translation>आज</translation>
  </message>
  <message>
   <source>Tomorrow</source>
   <translation>कल</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>बीता कल</translation>
  </message>
  <message>
   <source>ddd d MMM</source>
   <translation>ddd d MMM</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d MMM yyyy</translation>
  </message>
  <message>
   <source>d MMM</source>
   <translation>d MMM</translation>
  </message>
  <message>
   <source>No time named</source>
   <translation>समय नहीं बताया</translation>
  </message>
  <message numerus="yes">
   <source>%n days</source>
   <translation>
    <numerusform>%n दिन</numerusform>
    <numerusform>%n दिन</numerusform>
   </translation>
  </message>
  <message>
   <source>Just now</source>
   <translation>अभी-अभी</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>प्रतीक्षा में</translation>
  </message>
  <message>
   <source>Confirmed</source>
   <translation>पक्की</translation>
  </message>
  <message>
   <source>Here</source>
   <translation>यहाँ हैं</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>पूरी</translation>
  </message>
  <message>
   <source>Declined</source>
   <translation>मना की गई</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>रद्द</translation>
  </message>
  <message>
   <source>Expired</source>
   <translation>समय निकल गया</translation>
  </message>
  <message>
   <source>Did not arrive</source>
   <translation>नहीं आए</translation>
  </message>
  <message>
   <source>Unpaid</source>
   <translation>बकाया</translation>
  </message>
  <message>
   <source>Part paid</source>
   <translation>आंशिक भुगतान</translation>
  </message>
  <message>
   <source>Paid</source>
   <translation>भुगतान हुआ</translation>
  </message>
  <message>
   <source>Refunded</source>
   <translation>पैसे लौटाए</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>निःशुल्क</translation>
  </message>
  <message>
   <source>By the hour</source>
   <translation>घंटे से</translation>
  </message>
  <message>
   <source>By the day</source>
   <translation>दिन से</translation>
  </message>
  <message>
   <source>By the month</source>
   <translation>महीने से</translation>
  </message>
  <message>
   <source>Booked online</source>
   <translation>ऑनलाइन बुकिंग</translation>
  </message>
  <message>
   <source>Walked in</source>
   <translation>सीधे आए</translation>
  </message>
  <message>
   <source>Booked by phone</source>
   <translation>फ़ोन से बुकिंग</translation>
  </message>
  <message>
   <source>Checking in…</source>
   <translation>चेक-इन हो रहा है…</translation>
  </message>
  <message>
   <source>Checking out…</source>
   <translation>चेक-आउट हो रहा है…</translation>
  </message>
  <message>
   <source>Taking back…</source>
   <translation>वापस लिया जा रहा है…</translation>
  </message>
  <message>
   <source>Cancelling…</source>
   <translation>रद्द हो रही है…</translation>
  </message>
  <message>
   <source>Confirming…</source>
   <translation>पक्की हो रही है…</translation>
  </message>
  <message>
   <source>Declining…</source>
   <translation>मना की जा रही है…</translation>
  </message>
  <message>
   <source>Marking…</source>
   <translation>दर्ज हो रहा है…</translation>
  </message>
  <message>
   <source>Changing the end…</source>
   <translation>समय बदल रहा है…</translation>
  </message>
  <message>
   <source>Moving…</source>
   <translation>सीट बदल रही है…</translation>
  </message>
  <message>
   <source>Taking payment…</source>
   <translation>भुगतान दर्ज हो रहा है…</translation>
  </message>
  <message>
   <source>Writing the note…</source>
   <translation>नोट लिखा जा रहा है…</translation>
  </message>
  <message>
   <source>Holding the seat…</source>
   <translation>सीट रोकी जा रही है…</translation>
  </message>
  <message>
   <source>Being sent…</source>
   <translation>भेजा जा रहा है…</translation>
  </message>
  <message>
   <source>No name given</source>
   <translation>नाम नहीं दिया</translation>
  </message>
  <message>
   <source>{start} – {end}</source>
   <translation>{start} – {end}</translation>
  </message>
  <message>
   <source>{hours} h {minutes} min</source>
   <translation>{hours} घं॰ {minutes} मि॰</translation>
  </message>
  <message>
   <source>{hours} h</source>
   <translation>{hours} घं॰</translation>
  </message>
  <message>
   <source>From {start}</source>
   <translation>{start} से</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} मिनट</translation>
  </message>
  <message>
   <source>{minutes} min ago</source>
   <translation>{minutes} मिनट पहले</translation>
  </message>
  <message>
   <source>{hours} h ago</source>
   <translation>{hours} घंटे पहले</translation>
  </message>
  <message>
   <source>{seconds} s</source>
   <translation>{seconds} सेकंड</translation>
  </message>
 </context>
</TS>
