<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>giving</name>
  <message numerus="yes">
   <source>%n of them were refused</source>
   <translation>
    <numerusform>%n of them was refused</numerusform>
    <numerusform>%n of them were refused</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>seats</name>
  <message numerus="yes">
   <source>%n bookings hold it</source>
   <translation>
    <numerusform>%n booking holds it</numerusform>
    <numerusform>%n bookings hold it</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>several</name>
  <message numerus="yes">
   <source>Cancelled: %n bookings</source>
   <translation>
    <numerusform>Cancelled: %n booking</numerusform>
    <numerusform>Cancelled: %n bookings</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Confirmed: %n requests</source>
   <translation>
    <numerusform>Confirmed: %n request</numerusform>
    <numerusform>Confirmed: %n requests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Declined: %n requests</source>
   <translation>
    <numerusform>Declined: %n request</numerusform>
    <numerusform>Declined: %n requests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Did not arrive: %n students</source>
   <translation>
    <numerusform>Did not arrive: %n student</numerusform>
    <numerusform>Did not arrive: %n students</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Check-in: %n students</source>
   <translation>
    <numerusform>Check-in: %n student</numerusform>
    <numerusform>Check-in: %n students</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Check-out: %n students</source>
   <translation>
    <numerusform>Check-out: %n student</numerusform>
    <numerusform>Check-out: %n students</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Cancel %n bookings?</source>
   <translation>
    <numerusform>Cancel %n booking?</numerusform>
    <numerusform>Cancel %n bookings?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Decline %n requests?</source>
   <translation>
    <numerusform>Decline %n request?</numerusform>
    <numerusform>Decline %n requests?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n students did not arrive?</source>
   <translation>
    <numerusform>%n student did not arrive?</numerusform>
    <numerusform>%n students did not arrive?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n bookings</source>
   <translation>
    <numerusform>%n booking</numerusform>
    <numerusform>%n bookings</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>sidebar</name>
  <message numerus="yes">
   <source>{page}, %n unread</source>
   <translation>
    <numerusform>{page}, %n unread</numerusform>
    <numerusform>{page}, %n unread</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>today</name>
  <message numerus="yes">
   <source>of %n seats</source>
   <translation>
    <numerusform>of %n seat</numerusform>
    <numerusform>of %n seats</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n with a month’s pass may come</source>
   <translation>
    <numerusform>%n with a month’s pass may come</numerusform>
    <numerusform>%n with a month’s pass may come</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n to answer</source>
   <translation>
    <numerusform>%n to answer</numerusform>
    <numerusform>%n to answer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n over time</source>
   <translation>
    <numerusform>%n over time</numerusform>
    <numerusform>%n over time</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more in the bookings</source>
   <translation>
    <numerusform>%n more in the bookings</numerusform>
    <numerusform>%n more in the bookings</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>tray</name>
  <message numerus="yes">
   <source>Got it: stop ringing for %n alerts</source>
   <translation>
    <numerusform>Got it: stop ringing for %n alert</numerusform>
    <numerusform>Got it: stop ringing for %n alerts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n unread</source>
   <translation>
    <numerusform>%n unread</numerusform>
    <numerusform>%n unread</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>window</name>
  <message numerus="yes">
   <source>%n things that were done here are not sent yet. They are kept on this computer and sent when StudySpot Desk runs again; until then nobody else sees them, and no booking rings.</source>
   <translation>
    <numerusform>%n thing that was done here is not sent yet. It is kept on this computer and sent when StudySpot Desk runs again; until then nobody else sees it, and no booking rings.</numerusform>
    <numerusform>%n things that were done here are not sent yet. They are kept on this computer and sent when StudySpot Desk runs again; until then nobody else sees them, and no booking rings.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n alerts ring until somebody takes them</source>
   <translation>
    <numerusform>%n alert rings until somebody takes it</numerusform>
    <numerusform>%n alerts ring until somebody takes them</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message numerus="yes">
   <source>%n new bookings</source>
   <translation>
    <numerusform>%n new booking</numerusform>
    <numerusform>%n new bookings</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n cancellations</source>
   <translation>
    <numerusform>%n cancellation</numerusform>
    <numerusform>%n cancellations</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n arrivals</source>
   <translation>
    <numerusform>%n arrival</numerusform>
    <numerusform>%n arrivals</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n unread alerts</source>
   <translation>
    <numerusform>%n unread alert</numerusform>
    <numerusform>%n unread alerts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changes wait to be sent</source>
   <translation>
    <numerusform>%n change waits to be sent</numerusform>
    <numerusform>%n changes wait to be sent</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n bookings</source>
   <translation>
    <numerusform>%n booking</numerusform>
    <numerusform>%n bookings</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n unread</source>
   <translation>
    <numerusform>%n unread</numerusform>
    <numerusform>%n unread</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n notices deleted</source>
   <translation>
    <numerusform>%n notice deleted</numerusform>
    <numerusform>%n notices deleted</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n notices</source>
   <translation>
    <numerusform>%n notice</numerusform>
    <numerusform>%n notices</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more things were refused before; dismiss these to see them.</source>
   <translation>
    <numerusform>%n more thing was refused before; dismiss these to see it.</numerusform>
    <numerusform>%n more things were refused before; dismiss these to see them.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n days</source>
   <translation>
    <numerusform>%n day</numerusform>
    <numerusform>%n days</numerusform>
   </translation>
  </message>
 </context>
</TS>
